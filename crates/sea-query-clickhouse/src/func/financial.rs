//! Financial functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/financial-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::financial::financial_net_present_value, prelude::*};
//!
//! let call = financial_net_present_value(0.1, Expr::col("cashflows"));
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT financialNetPresentValue(0.1, `cashflows`) FROM `t`"
//! );
//! ```

functions! { "financial", "financial-functions";
    /// Calculates the Internal Rate of Return (IRR) for a series of cash flows occurring at regular intervals.
    financial_internal_rate_of_return = "financialInternalRateOfReturn"(cashflows) [guess] since (25, 7);
    /// Calculates the Extended Internal Rate of Return (XIRR) for a series of cash flows occurring at irregular
    /// intervals.
    financial_internal_rate_of_return_extended = "financialInternalRateOfReturnExtended"(cashflow, date)
        [guess, daycount] since (25, 7);
    /// Calculates the Net Present Value (NPV) of a series of cash flows assuming equal time intervals between
    /// each cash flow.
    financial_net_present_value = "financialNetPresentValue"(rate, cashflows)
        [start_from_zero] since (25, 7);
    /// Calculates the Extended Net Present Value (XNPV) for a series of cash flows occurring at irregular
    /// intervals.
    financial_net_present_value_extended = "financialNetPresentValueExtended"(rate, cashflows, dates)
        [daycount] since (25, 7);
}
