//! Opens sockets: TCP, or TLS over TCP, within one time limit.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::Uri;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower_service::Service;

/// Notices a peer that vanished without a word while a long query runs.
const TCP_KEEPALIVE: Duration = Duration::from_secs(60);

#[derive(Clone)]
pub(super) struct Connector {
    inner: Inner,
    limit: Duration,
}

#[derive(Clone)]
enum Inner {
    Plain(HttpConnector),
    Tls(HttpsConnector<HttpConnector>),
}

impl Connector {
    pub(super) fn new(tls: Option<rustls::ClientConfig>, limit: Duration) -> Self {
        let mut http = HttpConnector::new();
        http.enforce_http(false);
        http.set_nodelay(true);
        http.set_keepalive(Some(TCP_KEEPALIVE));
        // Shares the limit out between the addresses of a name, so that a dead one does not use it up.
        http.set_connect_timeout(Some(limit));
        let inner = match tls {
            None => Inner::Plain(http),
            Some(config) => Inner::Tls(
                HttpsConnector::<HttpConnector>::builder()
                    .with_tls_config(config)
                    .https_only()
                    .enable_http1()
                    .wrap_connector(http),
            ),
        };
        Self { inner, limit }
    }
}

impl Service<Uri> for Connector {
    type Response = Socket;
    type Error = ConnectFailure;
    type Future = Pin<Box<dyn Future<Output = Result<Socket, ConnectFailure>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), ConnectFailure>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let (mut inner, limit) = (self.inner.clone(), self.limit);
        Box::pin(async move {
            let connect = async {
                match &mut inner {
                    Inner::Plain(http) => {
                        let stream = http
                            .call(uri)
                            .await
                            .map_err(|err| ConnectFailure::Failed(err.into()))?;
                        Ok(MaybeHttpsStream::Http(stream))
                    }
                    Inner::Tls(https) => https.call(uri).await.map_err(ConnectFailure::Failed),
                }
            };
            let stream = tokio::time::timeout(limit, connect)
                .await
                .unwrap_or(Err(ConnectFailure::Timeout))?;
            Ok(Socket {
                stream,
                answers: Answers::default(),
            })
        })
    }
}

/// Why there is no socket.
#[derive(Debug)]
pub(super) enum ConnectFailure {
    Timeout,
    Failed(Box<dyn Error + Send + Sync>),
}

impl fmt::Display for ConnectFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Timeout => f.write_str("timed out"),
            Self::Failed(_) => f.write_str("connecting failed"),
        }
    }
}

impl Error for ConnectFailure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Timeout => None,
            Self::Failed(source) => Some(source.as_ref()),
        }
    }
}

/// How many answers came over a socket: above 0, a failure may be a socket that the server closed while it was idle.
#[derive(Debug, Clone, Default)]
pub(super) struct Answers(Arc<AtomicU32>);

impl Answers {
    pub(super) fn add(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn any(&self) -> bool {
        self.0.load(Ordering::Relaxed) > 0
    }
}

pub(super) struct Socket {
    stream: MaybeHttpsStream<TokioIo<TcpStream>>,
    answers: Answers,
}

impl Connection for Socket {
    fn connected(&self) -> Connected {
        Connected::new().extra(self.answers.clone())
    }
}

impl Read for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl Write for Socket {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, bufs)
    }
}
