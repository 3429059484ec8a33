//! The body of a request, which tells how far it got.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream::BoxStream;
use hyper::body::{Body, Frame, SizeHint};
use tokio::time::Instant;

use crate::error::ClickHouseError;

/// A head and a tail, each sent as one piece, or a head and a stream.
pub(super) struct Payload {
    pieces: [Option<Bytes>; 2],
    stream: Option<BoxStream<'static, Result<Bytes, ClickHouseError>>>,
    upload: Upload,
}

impl Payload {
    pub(super) fn new(
        head: Bytes,
        data: Option<Bytes>,
        stream: Option<BoxStream<'static, Result<Bytes, ClickHouseError>>>,
    ) -> (Self, Upload) {
        let some = |bytes: Bytes| (!bytes.is_empty()).then_some(bytes);
        let pieces = [some(head), data.and_then(some)];
        let upload = Upload::default();
        if pieces.iter().all(Option::is_none) && stream.is_none() {
            // An empty body is never polled, so nothing else would start the clock.
            upload.mark(Phase::Server(Instant::now()));
        }
        (
            Self {
                pieces,
                stream,
                upload: upload.clone(),
            },
            upload,
        )
    }
}

impl Body for Payload {
    type Data = Bytes;
    type Error = ClickHouseError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, ClickHouseError>>> {
        let this = &mut *self;
        let next = match this.pieces.iter_mut().find_map(Option::take) {
            Some(piece) => Poll::Ready(Some(Ok(Frame::data(piece)))),
            None => match &mut this.stream {
                Some(stream) => stream
                    .as_mut()
                    .poll_next(cx)
                    .map(|next| next.map(|next| next.map(Frame::data))),
                None => Poll::Ready(None),
            },
        };
        this.upload.mark(match &next {
            Poll::Pending => Phase::Producer,
            Poll::Ready(_) => Phase::Server(Instant::now()),
        });
        next
    }

    fn is_end_stream(&self) -> bool {
        self.stream.is_none() && self.pieces.iter().all(Option::is_none)
    }

    fn size_hint(&self) -> SizeHint {
        match self.stream {
            Some(_) => SizeHint::default(),
            None => SizeHint::with_exact(self.pieces.iter().flatten().map(|piece| piece.len() as u64).sum()),
        }
    }
}

/// Who has to act next: the time limit for the first byte must not run while the caller's stream is awaited.
#[derive(Clone, Default)]
pub(super) struct Upload(Arc<Mutex<Phase>>);

#[derive(Clone, Copy, Default)]
enum Phase {
    /// No socket yet: the time limit for connecting runs.
    #[default]
    Connecting,
    Producer,
    /// Since when the server neither took nor gave anything.
    Server(Instant),
}

impl Upload {
    fn mark(&self, phase: Phase) {
        *self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = phase;
    }

    /// Until when the server may stay silent, as far as it can be known now.
    pub(super) fn deadline(&self, limit: Duration) -> Option<Instant> {
        match *self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) {
            Phase::Server(since) => since.checked_add(limit),
            Phase::Connecting | Phase::Producer => None,
        }
    }

    /// Whether anything of the body was asked for by the HTTP library.
    pub(super) fn started(&self) -> bool {
        !matches!(
            *self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner()),
            Phase::Connecting
        )
    }
}
