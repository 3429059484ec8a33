use super::{
    Clauses,
    argument::{Argument, write_call},
};
use crate::{
    Feature, SettingValue, error::BuildError, render::Renderer, secret::Secret, table::setting::Settings,
};

/// What is written after `ENGINE =`, and which clauses of the table may follow.
// No `Debug`: the settings hold passwords in clear.
pub(crate) struct Definition {
    pub(crate) name: String,
    arguments: Vec<Argument>,
    pub(crate) settings: Settings,
    pub(crate) clauses: Clauses,
    has_secrets: bool,
}

impl Definition {
    pub(crate) fn new(name: impl Into<String>) -> Self {
        let name = name.into();
        Self {
            clauses: Clauses::of(&name),
            name,
            arguments: Vec::new(),
            settings: Settings::default(),
            has_secrets: false,
        }
    }

    /// What a server must have for it, by its name, so that [`Custom`](super::Custom) is no way around.
    pub(super) fn feature(&self) -> Option<Feature> {
        let name = self.name.trim_start_matches("Replicated");
        Some(match name.trim_start_matches("Shared") {
            "CoalescingMergeTree" => Feature::CoalescingMergeTree,
            "Alias" => Feature::AliasEngine,
            "TimeSeries" => Feature::TimeSeries,
            "S3Queue" => Feature::S3Queue,
            "AzureQueue" => Feature::AzureQueue,
            "YTsaurus" => Feature::YtSaurusEngine,
            "Paimon" | "PaimonS3" | "PaimonAzure" | "PaimonHDFS" | "PaimonLocal" => Feature::PaimonEngine,
            _ => return None,
        })
    }

    pub(crate) fn invalid(&self, sentence: impl Into<String>) -> BuildError {
        BuildError::invalid(self.name.clone(), sentence.into())
    }

    /// The error of an engine without replicas of which some were asked for.
    pub(super) fn unreplicated(&self) -> BuildError {
        self.invalid(
            "only engines of the MergeTree family have replicas; leave `replicated` out. An engine that is given by its \
             name says `Replicated` there",
        )
    }

    pub(crate) fn arguments(&self) -> &[Argument] {
        &self.arguments
    }

    pub(crate) fn arg(mut self, argument: impl Into<Argument>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    pub(crate) fn args<A: Into<Argument>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.arguments.extend(arguments.into_iter().map(Into::into));
        self
    }

    /// A text that may be empty.
    pub(crate) fn text(self, text: &str) -> Self {
        self.arg(text)
    }

    /// A text that the engine cannot do without; `what` is the subject of the sentence.
    pub(crate) fn required(self, what: &str, text: &str) -> Result<Self, BuildError> {
        if text.is_empty() {
            return Err(self.invalid(format!("{what} is empty")));
        }
        Ok(self.text(text))
    }

    pub(crate) fn secret(self, secret: &Secret) -> Self {
        self.arg(Argument::hidden(secret.clone()))
    }

    /// Texts of which the last may be missing: one that is given needs all before it.
    pub(crate) fn texts(mut self, texts: &[(&'static str, Option<&String>)]) -> Result<Self, BuildError> {
        let mut missing = None;
        for (what, text) in texts {
            match (text, missing) {
                (None, None) => missing = Some(*what),
                (None, Some(_)) => {}
                (Some(text), None) => self = self.required(what, text)?,
                (Some(_), Some(before)) => {
                    return Err(self.invalid(format!("{what} needs {before} before it")));
                }
            }
        }
        Ok(self)
    }

    /// `headers('name' = 'value', ...)`, or nothing where there are none.
    pub(crate) fn headers(self, headers: &[(String, Secret)]) -> Result<Self, BuildError> {
        if headers.is_empty() {
            return Ok(self);
        }
        if headers.iter().any(|(name, _)| name.is_empty()) {
            return Err(self.invalid("the name of a header is empty"));
        }
        let pairs = headers
            .iter()
            .map(|(name, value)| Argument::text_pair(name, Argument::hidden(value.clone())));
        Ok(self.arg(Argument::call("headers", pairs)))
    }

    pub(crate) fn number(self, number: u64) -> Self {
        self.arg(number)
    }

    pub(crate) fn setting(mut self, name: &str, value: impl Into<SettingValue>) -> Self {
        self.settings.set(name.to_owned(), value.into());
        self
    }

    /// A setting that the engine cannot do without.
    pub(crate) fn required_setting(self, name: &str, text: &str) -> Result<Self, BuildError> {
        if text.is_empty() {
            return Err(self.invalid(format!("{name} is empty")));
        }
        Ok(self.setting(name, text))
    }

    pub(crate) fn settings(mut self, settings: &Settings, secrets: &[(&'static str, Secret)]) -> Self {
        self.settings.extend(settings.clone());
        for (name, secret) in secrets {
            self = self.setting(name, secret.text());
            self.has_secrets = true;
        }
        self
    }

    pub(crate) fn write(&self, renderer: &Renderer<'_>, sql: &mut String) {
        if self.has_secrets {
            renderer.context.has_secrets();
        }
        if let Err(error) = write_call(&self.name, &self.arguments, renderer, sql) {
            renderer.context.refuse(error);
        }
    }
}
