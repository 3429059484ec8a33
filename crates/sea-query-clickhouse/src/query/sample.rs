use crate::{clause::record, collect::push, error::BuildError};

/// `SAMPLE ratio [OFFSET offset]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Sample {
    pub(crate) ratio: f64,
    pub(crate) offset: Option<f64>,
}

record!(Sample { ratio, offset });

impl Sample {
    pub(crate) fn check(&self) -> Result<(), BuildError> {
        let Self { ratio, offset } = *self;
        let whole_rows = ratio > 1.0 && ratio.fract() == 0.0;
        if !(ratio.is_finite() && (ratio > 0.0 && ratio <= 1.0 || whole_rows)) {
            return Err(BuildError::invalid(
                "SAMPLE",
                format!("{ratio} is neither a part above 0 up to 1 nor a whole number of rows"),
            ));
        }
        match offset {
            Some(offset) if !(0.0..=1.0).contains(&offset) => Err(BuildError::invalid(
                "SAMPLE",
                format!("the offset {offset} is not a part from 0 to 1"),
            )),
            _ => Ok(()),
        }
    }

    pub(crate) fn write(&self, sql: &mut (impl std::fmt::Write + ?Sized)) {
        push(sql, &format!(" SAMPLE {}", self.ratio));
        if let Some(offset) = self.offset {
            push(sql, &format!(" OFFSET {offset}"));
        }
    }
}
