#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;

const TAG: &[u8] = b"brbaffjvdbztobjj";
const MESSAGE: &str = "Code: 395. DB::Exception: Value passed to 'throwIf' is non-zero: \r\n__exception__\r\n quoted. (FUNCTION_THROW_IF_VALUE_IS_NON_ZERO) (version 26.7.2.1)";

fn framed(message: &str) -> Vec<u8> {
    let tag = std::str::from_utf8(TAG).unwrap();
    format!(
        "\r\n__exception__\r\n{tag}\r\n{message}\n{} {tag}\r\n__exception__\r\n",
        message.len() + 1
    )
    .into_bytes()
}

struct Outcome {
    data: Vec<u8>,
    ending: Ending,
}

fn run(splitter: &mut Splitter, chunks: &[&[u8]], broken: bool) -> Outcome {
    let mut out = VecDeque::new();
    for chunk in chunks {
        splitter.push(Bytes::copy_from_slice(chunk), &mut out);
    }
    let mut data: Vec<u8> = out.into_iter().flatten().collect();
    let mut ending = splitter.finish(broken);
    if let Ending::Data(rest) = &mut ending {
        data.extend(rest.take().into_iter().flatten());
    }
    Outcome { data, ending }
}

fn assert_exception(outcome: Outcome, data: &[u8], context: &str) {
    assert_eq!(outcome.data, data, "{context}");
    let Ending::Exception(err) = outcome.ending else {
        panic!("no exception: {context}")
    };
    assert_eq!(err.code(), Some(395), "{context}");
    assert_eq!(
        err.name(),
        Some("FUNCTION_THROW_IF_VALUE_IS_NON_ZERO"),
        "{context}"
    );
    assert!(
        err.message().starts_with("Value passed to 'throwIf' is non-zero"),
        "{context}: {err}"
    );
    assert!(err.message().ends_with("quoted."), "{context}: {err}");
}

/// Two and three chunks, cut at every position.
fn every_cut(body: &[u8], check: impl Fn(&[&[u8]], &str)) {
    check(&[body], "whole");
    let bytes: Vec<&[u8]> = body.chunks(1).collect();
    check(&bytes, "byte by byte");
    for first in 0..=body.len() {
        check(&[&body[..first], &body[first..]], &format!("cut at {first}"));
        for second in first..=body.len() {
            check(
                &[&body[..first], &body[first..second], &body[second..]],
                &format!("cut at {first} and {second}"),
            );
        }
    }
}

#[test]
fn framed_exceptions_at_every_cut() {
    for data in [
        &b""[..],
        b"\x01\x02data",
        b"\r\n__exception__\r\nwrongtag\r\n\r\n__exc",
    ] {
        let body = [data, &framed(MESSAGE)].concat();
        every_cut(&body, |chunks, context| {
            for broken in [true, false] {
                assert_exception(
                    run(&mut Splitter::new(Some(TAG), 65_536), chunks, broken),
                    data,
                    context,
                );
            }
        });
    }
}

#[test]
fn bare_exceptions_at_every_cut() {
    for data in [
        &b""[..],
        b"\x01\x02data",
        b"CCode: Code: 3 Code: 12. x: yCode: 77. DBException",
        b"C",
    ] {
        let body = [data, MESSAGE.as_bytes(), b"\n"].concat();
        every_cut(&body, |chunks, context| {
            assert_exception(run(&mut Splitter::new(None, 65_536), chunks, true), data, context);
        });
    }
}

#[test]
fn data_passes_unchanged_at_every_cut() {
    let data = b"\r\n__exception__\r\nbrbaffjvdbztobj\r\n\r\r\n__exception__\r\nbrbaffjvdbztobjj\r";
    every_cut(data, |chunks, context| {
        let outcome = run(&mut Splitter::new(Some(TAG), 65_536), chunks, false);
        assert_eq!(outcome.data, data, "{context}");
        assert!(matches!(outcome.ending, Ending::Data(None)), "{context}");
    });
    let data = b"Code: 60. DB::Exception: a text in a table (version 1) Code: 61. DB::Exc";
    every_cut(data, |chunks, context| {
        let outcome = run(&mut Splitter::new(None, 65_536), chunks, false);
        assert_eq!(outcome.data, data, "{context}");
        assert!(matches!(outcome.ending, Ending::Data(None)), "{context}");
    });
}

#[test]
fn a_cut_off_answer_is_broken() {
    for tag in [Some(TAG), None] {
        let outcome = run(&mut Splitter::new(tag, 100), &[b"some data\r", b"\n__exce"], true);
        assert!(matches!(outcome.ending, Ending::Broken));
        assert!(b"some data\r\n__exce".starts_with(&outcome.data));
    }
}

#[test]
fn an_exception_that_is_cut_off_keeps_what_came() {
    let body = framed(MESSAGE);
    for end in body.iter().position(|b| *b == b'V').unwrap()..body.len() {
        let outcome = run(&mut Splitter::new(Some(TAG), 65_536), &[&body[..end]], true);
        let Ending::Exception(err) = outcome.ending else {
            panic!("cut at {end}")
        };
        assert_eq!((err.code(), outcome.data.len()), (Some(395), 0), "cut at {end}");
    }
}

#[test]
fn long_exceptions_are_bounded() {
    let message = format!("Code: 1. DB::Exception: {}", "x".repeat(10_000));
    let outcome = run(
        &mut Splitter::new(Some(TAG), 500),
        &[&framed(&message), &[b'y'; 5000]],
        true,
    );
    let Ending::Exception(err) = outcome.ending else {
        panic!("no exception")
    };
    assert!(err.code() == Some(1) && err.message().len() < 500);
}

#[test]
fn a_quoted_exception_is_let_go() {
    let data = [
        &b"Code: 60. DB::Exception: "[..],
        &[b'x'; 300],
        b"Code: 61. DB::Exception: ",
        &[b'y'; 300],
    ]
    .concat();
    let mut splitter = Splitter::new(None, 200);
    let mut out = VecDeque::new();
    for chunk in data.chunks(50) {
        splitter.push(Bytes::copy_from_slice(chunk), &mut out);
        assert!(splitter.held.len() <= 250);
    }
    let held: usize = out.iter().map(Bytes::len).sum();
    assert!(held >= data.len() - 200);
}
