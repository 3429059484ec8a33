//! Encryption functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/encryption-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::encryption::decrypt, prelude::*};
//!
//! let call = decrypt("aes-256-gcm", Expr::col("secret"), Expr::col("key")).arg(Expr::col("iv"));
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT decrypt('aes-256-gcm', `secret`, `key`, `iv`) FROM `t`"
//! );
//! ```

functions! { "encryption", "encryption-functions";
    /// Decrypts data encrypted by MySQL's `AES_ENCRYPT` function.
    aes_decrypt_mysql = "aes_decrypt_mysql"(mode, ciphertext, key) [iv] since (20, 12);
    /// Encrypts text the same way as MySQL's `AES_ENCRYPT` function does.
    aes_encrypt_mysql = "aes_encrypt_mysql"(mode, plaintext, key) [iv] since (20, 12);
    /// This function decrypts an AES-encrypted binary string using the following modes.
    decrypt = "decrypt"(mode, ciphertext, key) [iv, aad] since (20, 12);
    /// Encrypts plaintext into ciphertext using AES in one of the following modes.
    encrypt = "encrypt"(mode, plaintext, key) [iv, aad] since (20, 12);
    /// Computes the HMAC (Hash-based Message Authentication Code) for the given message using the specified
    /// hash algorithm and secret key.
    hmac = "HMAC"(mode, message, key) since (25, 12);
    /// Similar to the `decrypt` function, but returns `NULL` if decryption fails when using the wrong key.
    try_decrypt = "tryDecrypt"(mode, ciphertext, key) [iv, aad] since (22, 10);
}
