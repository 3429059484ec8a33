//! The file of the modules, and the prelude.

use super::{
    EntityGenerator, Prelude,
    name::{camel, raw},
};

/// `mod.rs` or `lib.rs`.
pub(super) fn modules(options: &EntityGenerator, modules: &[&str], left_out: &[String]) -> String {
    let mut text = options.banner.banner();
    for sentence in left_out
        .iter()
        .filter(|sentence| sentence.contains(": no entity, "))
    {
        text.push_str(&format!("// Not generated: {}\n", sentence.replace('\n', " ")));
    }
    if options.prelude != Prelude::None {
        text.push_str("pub mod prelude;\n\n");
    }
    for module in modules {
        text.push_str(&format!("pub mod {};\n", raw(module)));
    }
    text
}

/// `prelude.rs`
pub(super) fn prelude(options: &EntityGenerator, modules: &[&str]) -> Option<String> {
    let mut text = options.banner.banner();
    match options.prelude {
        Prelude::None => return None,
        Prelude::All => {}
        Prelude::AllAllowUnusedImports => text.push_str("#![allow(unused_imports)]\n\n"),
    }
    for module in modules {
        text.push_str(&format!(
            "pub use super::{}::Entity as {};\n",
            raw(module),
            camel(module)
        ));
    }
    Some(text)
}
