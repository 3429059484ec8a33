//! The process that runs the engine: loads `libchdb`, calls its entry point and dies with its parent.
//!
//! `launcher LIBRARY LOCK_FILE REMOVE_DIR ENGINE_ARGUMENT...`
//!
//! It holds an exclusive lock on `LOCK_FILE` for its life. When standard input ends, which is what the death of the
//! parent looks like from here, the engine stops and `REMOVE_DIR` is removed. `launcher --remove DIR` only removes.
//!
//! Exit codes: 81 the lock is held by another server, 82 the library cannot be loaded, 83 it has no entry point,
//! 84 anything else that went wrong before the engine ran.

use std::ffi::{CStr, CString, OsString, c_char, c_int, c_void};
use std::fs::{File, TryLockError};
use std::io::Read;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::process::CommandExt;
use std::process::Command;

const LOCKED: c_int = 81;
const NOT_LOADED: c_int = 82;
const NO_ENTRY_POINT: c_int = 83;
const NOT_STARTED: c_int = 84;

const RTLD_NOW: c_int = 2;
const ENTRY_POINT: &CStr = c"query_stable_v2";

#[cfg_attr(target_os = "linux", link(name = "dl"))]
unsafe extern "C" {
    fn dlopen(file: *const c_char, mode: c_int) -> *mut c_void;
    fn dlsym(library: *mut c_void, symbol: *const c_char) -> *mut c_void;
    fn dlerror() -> *const c_char;
    fn _exit(code: c_int) -> !;
}

/// What `query_stable_v2` returns: `struct local_result_v2` of chdb.h.
#[repr(C)]
struct LocalResult {
    buffer: *mut c_char,
    length: usize,
    vector: *mut c_void,
    elapsed: f64,
    rows: u64,
    bytes: u64,
    error_message: *const c_char,
}

type Query = unsafe extern "C" fn(c_int, *mut *mut c_char) -> *mut LocalResult;

fn main() {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(first), Some(second)) = (arguments.next(), arguments.next()) else {
        leave(
            NOT_STARTED,
            "usage: launcher LIBRARY LOCK_FILE REMOVE_DIR ENGINE_ARGUMENT...",
        );
    };
    if first == "--remove" {
        let removed = std::fs::remove_dir_all(second);
        leave(if removed.is_ok() { 0 } else { NOT_STARTED }, "");
    }
    let Some(remove) = arguments.next() else {
        leave(NOT_STARTED, "REMOVE_DIR is missing");
    };

    // Kept open until the process ends: the lock goes with it, however it ends.
    let lock = match File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&second)
    {
        Ok(file) => file,
        Err(error) => leave(NOT_STARTED, &format!("cannot open the lock file: {error}")),
    };
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => leave(LOCKED, "the data folder is in use by another server"),
        Err(TryLockError::Error(error)) => leave(NOT_STARTED, &format!("cannot lock the lock file: {error}")),
    }

    if let Err(error) = std::thread::Builder::new().spawn(move || die_with_the_parent(remove)) {
        leave(NOT_STARTED, &format!("cannot start a thread: {error}"));
    }

    let query = entry_point(first);
    let mut owned = vec![c"clickhouse".to_owned()];
    for argument in arguments {
        match CString::new(argument.into_vec()) {
            Ok(argument) => owned.push(argument),
            Err(_) => leave(NOT_STARTED, "an engine argument contains a zero byte"),
        }
    }
    let count = owned.len() as c_int;
    let mut pointers: Vec<*mut c_char> = owned.into_iter().map(CString::into_raw).collect();
    pointers.push(std::ptr::null_mut());

    // SAFETY: `query` is the library's `int, char **` function; the argument strings are zero-terminated, leaked (so
    // they outlive the call), writable, `count` of them, and followed by a null pointer as for `main`.
    let result = unsafe { query(count, pointers.as_mut_ptr()) };

    // SAFETY: the library returns null or a pointer to its result structure, which nobody has freed.
    let message = match unsafe { result.as_ref() } {
        Some(result) if !result.error_message.is_null() => {
            // SAFETY: a non-null `error_message` is a zero-terminated string that lives as long as the result.
            unsafe { CStr::from_ptr(result.error_message) }
                .to_string_lossy()
                .into_owned()
        }
        _ => String::new(),
    };
    drop(lock);
    leave(0, &message);
}

/// Loads the library and finds its entry point.
fn entry_point(library: OsString) -> Query {
    let Ok(path) = CString::new(library.into_vec()) else {
        leave(NOT_LOADED, "the path of the library contains a zero byte");
    };
    // SAFETY: `path` is a zero-terminated string. Loading runs the library's constructors: that is this program's job.
    let handle = unsafe { dlopen(path.as_ptr(), RTLD_NOW) };
    if handle.is_null() {
        // SAFETY: called on the thread whose dlopen just failed; no other thread uses the dl functions.
        let reason = unsafe { dlerror() };
        let reason = if reason.is_null() {
            "the library cannot be loaded".into()
        } else {
            // SAFETY: a non-null answer of dlerror is a zero-terminated string, valid until the next dl call.
            unsafe { CStr::from_ptr(reason) }.to_string_lossy().into_owned()
        };
        leave(NOT_LOADED, &reason);
    }
    // SAFETY: `handle` is a loaded library and the name a zero-terminated string.
    let symbol = unsafe { dlsym(handle, ENTRY_POINT.as_ptr()) };
    if symbol.is_null() {
        leave(NO_ENTRY_POINT, "the library does not export query_stable_v2");
    }
    // SAFETY: a library that exports this name is libchdb, where it has this signature (chdb.h); a pointer to data
    // and one to a function have the same size on every platform with dlsym.
    unsafe { std::mem::transmute::<*mut c_void, Query>(symbol) }
}

/// Waits for the end of standard input, then replaces this process, which stops all threads of the engine at once, by
/// one that removes the folder: nothing can write into it any more.
fn die_with_the_parent(remove: OsString) {
    let mut byte = [0; 64];
    let mut input = std::io::stdin();
    loop {
        match input.read(&mut byte) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => break,
        }
    }
    if let Ok(program) = std::env::current_exe() {
        let _ = Command::new(program).arg("--remove").arg(remove).exec();
    }
    leave(NOT_STARTED, "");
}

/// Ends the process without the library's exit handlers, which expect its threads to be gone.
fn leave(code: c_int, message: &str) -> ! {
    if !message.is_empty() {
        eprintln!("{message}");
    }
    // SAFETY: _exit takes any code, does not return and touches no memory of this program.
    unsafe { _exit(code) }
}
