/// The methods that set one field each.
macro_rules! setters {
    ($($(#[$doc:meta])* $name:ident($arg:ident: $type:ty) => $field:ident = $value:expr;)*) => {
        $(
            $(#[$doc])*
            pub fn $name(mut self, $arg: $type) -> Self {
                self.$field = $value;
                self
            }
        )*
    };
}

/// The settings of an engine, a method each: `method: kind = "name";`.
macro_rules! engine_settings {
    ($($(#[$doc:meta])* $method:ident: $kind:ident = $name:literal;)*) => {
        $(engine_setting! { $kind $name $(#[$doc])* $method })*
    };
}

macro_rules! engine_setting {
    (text $name:literal $(#[$doc:meta])* $method:ident) => {
        $(#[$doc])*
        pub fn $method(mut self, text: impl Into<String>) -> Self {
            self.settings.set($name.to_owned(), text.into().into());
            self
        }
    };
    (number $name:literal $(#[$doc:meta])* $method:ident) => {
        $(#[$doc])*
        pub fn $method(mut self, number: u64) -> Self {
            self.settings.set($name.to_owned(), number.into());
            self
        }
    };
    (flag $name:literal $(#[$doc:meta])* $method:ident) => {
        $(#[$doc])*
        pub fn $method(mut self, on: bool) -> Self {
            self.settings.set($name.to_owned(), on.into());
            self
        }
    };
    (error_mode $name:literal $(#[$doc:meta])* $method:ident) => {
        $(#[$doc])*
        pub fn $method(mut self, mode: crate::engine::ErrorMode) -> Self {
            self.settings.set($name.to_owned(), mode.name().into());
            self
        }
    };
    (secret $name:literal $(#[$doc:meta])* $method:ident) => {
        $(#[$doc])*
        pub fn $method(mut self, text: impl Into<String>) -> Self {
            crate::engine::set_secret(&mut self.secrets, $name, text.into());
            self
        }
    };
}
