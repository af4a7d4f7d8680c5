//! What the core exports to the apps: objects with their functions, and functions of their own.

use std::collections::{BTreeMap, BTreeSet};

use syn::{FnArg, GenericArgument, ImplItem, Item, PathArguments, ReturnType, Type, Visibility};

use crate::repo;

/// The functions of `core/app` that UniFFI hands to Kotlin and Swift.
#[derive(Default)]
pub(super) struct Exported {
    /// By object; the object "" holds the functions that have none.
    functions: BTreeMap<String, BTreeSet<String>>,
    /// Functions that take nothing and give an object at once, by their name in the apps: `teaching` gives a `Teaching`.
    pub(super) areas: BTreeMap<String, String>,
}

impl Exported {
    /// Each as `Object.function`, in Rust's spelling.
    pub(super) fn all(&self) -> BTreeSet<String> {
        let of = |(object, names): (&String, &BTreeSet<String>)| -> Vec<String> {
            names.iter().map(|name| spelt(object, name)).collect()
        };
        self.functions.iter().flat_map(of).collect()
    }

    /// The function of an object that the apps call `name`.
    pub(super) fn function(&self, object: &str, name: &str) -> Option<String> {
        let rust =
            self.functions.get(object)?.iter().find(|function| crate::words::camel(function) == name)?;
        Some(spelt(object, rust))
    }

    pub(super) fn is_object(&self, name: &str) -> bool {
        !name.is_empty() && self.functions.contains_key(name)
    }

    fn read(&mut self, item: Item) {
        match item {
            Item::Impl(block) if is_exported(&block.attrs) => {
                let Some(object) = named(&block.self_ty) else { return };
                for item in block.items {
                    let ImplItem::Fn(function) = item else { continue };
                    if !matches!(function.vis, Visibility::Public(_)) {
                        continue;
                    }
                    let name = function.sig.ident.to_string();
                    let asks_itself_alone = function.sig.inputs.len() == 1
                        && matches!(function.sig.inputs.first(), Some(FnArg::Receiver(_)));
                    if let (true, None, Some(given)) =
                        (asks_itself_alone, function.sig.asyncness, given(&function.sig.output))
                    {
                        self.areas.insert(crate::words::camel(&name), given);
                    }
                    self.functions.entry(object.clone()).or_default().insert(name);
                }
            }
            Item::Fn(function) if is_exported(&function.attrs) => {
                self.functions.entry(String::new()).or_default().insert(function.sig.ident.to_string());
            }
            _ => {}
        }
    }
}

fn spelt(object: &str, name: &str) -> String {
    if object.is_empty() { name.to_owned() } else { format!("{object}.{name}") }
}

/// `#[uniffi::export]`, whatever its arguments.
fn is_exported(attributes: &[syn::Attribute]) -> bool {
    let is = |attribute: &syn::Attribute| {
        let parts: Vec<String> =
            attribute.path().segments.iter().map(|part| part.ident.to_string()).collect();
        parts == ["uniffi", "export"]
    };
    attributes.iter().any(is)
}

fn named(which: &Type) -> Option<String> {
    let Type::Path(path) = which else { return None };
    Some(path.path.segments.last()?.ident.to_string())
}

/// The object in `-> Arc<Object>`.
fn given(output: &ReturnType) -> Option<String> {
    let ReturnType::Type(_, which) = output else { return None };
    let Type::Path(path) = which.as_ref() else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Arc")?;
    let PathArguments::AngleBracketed(inside) = &last.arguments else { return None };
    let Some(GenericArgument::Type(inside)) = inside.args.first() else { return None };
    named(inside)
}

fn of(content: &str) -> Exported {
    let mut exported = Exported::default();
    for item in syn::parse_file(content).expect("the core's sources compile").items {
        exported.read(item);
    }
    exported
}

/// All of `core/app`.
pub(super) fn read() -> Exported {
    let mut all = Exported::default();
    for path in repo::files_under(&repo::root().join("core/app/src"), &[".rs"], &[]).unwrap() {
        let one = of(&repo::read(&path).unwrap());
        all.areas.extend(one.areas);
        for (object, functions) in one.functions {
            all.functions.entry(object).or_default().extend(functions);
        }
    }
    all
}

#[test]
fn objects_functions_and_areas_are_read_and_what_is_not_exported_is_not() {
    let exported = of("#[uniffi::export] impl Core {
            pub fn teaching(&self) -> Arc<Teaching> {}
            pub async fn place(&self) -> Result<Arc<Core>, CoreError> {}
            fn own(&self) {}
        }
        impl Core { pub fn inner(&self) {} }
        #[uniffi::export] pub fn error_sentence() -> String {}
        pub fn other() {}");
    let all: Vec<String> = exported.all().into_iter().collect();
    assert_eq!(all, ["Core.place", "Core.teaching", "error_sentence"]);
    assert_eq!(exported.areas, [("teaching".to_owned(), "Teaching".to_owned())].into());
    assert_eq!(exported.function("", "errorSentence").as_deref(), Some("error_sentence"));
    assert!(exported.is_object("Core") && !exported.is_object(""));
}
