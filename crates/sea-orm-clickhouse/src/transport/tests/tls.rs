//! TLS, through a proxy in front of the real server.

use std::path::Path;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use tempfile::NamedTempFile;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use super::{assert_contains, live_options};
use crate::error::{ClickHouseError, ClickHouseErrorKind};
use crate::transport::{Request, Transport};

fn pem(text: &str) -> NamedTempFile {
    let file = NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    file
}

pub(super) struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    pub(super) fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    /// The certificate as a PEM file, which lives as long as the value.
    pub(super) fn file(&self) -> NamedTempFile {
        pem(&self.0.pem())
    }

    fn server(&self) -> ServerConfig {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec!["localhost".to_owned(), "127.0.0.1".to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &self.0).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let builder = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap();
        builder
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)
            .unwrap()
    }
}

/// Listens with TLS and hands everything on to the live server; gives its port.
async fn proxy(authority: &Authority) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let acceptor = TlsAcceptor::from(Arc::new(authority.server()));
    tokio::spawn(async move {
        let options = live_options();
        loop {
            let (socket, _) = listener.accept().await.unwrap();
            let (acceptor, host) = (acceptor.clone(), options.get_host().to_owned());
            let port = options.get_port();
            tokio::spawn(async move {
                let Ok(mut client) = acceptor.accept(socket).await else {
                    return;
                };
                let mut server = TcpStream::connect((host, port)).await.unwrap();
                let _ = tokio::io::copy_bidirectional(&mut client, &mut server).await;
            });
        }
    });
    port
}

async fn version(port: u16, tls: bool, host: &str, ca: Option<&Path>) -> Result<(), ClickHouseError> {
    let mut options = live_options();
    options.tls(tls).host(host).port(port);
    if let Some(ca) = ca {
        options.ca_certificate(ca);
    }
    Transport::new(&options)?
        .send(Request::read("SELECT version()"))
        .await?
        .drain()
        .await
}

#[tokio::test]
async fn a_custom_authority() {
    let authority = Authority::new();
    let (port, ca) = (proxy(&authority).await, authority.file());
    version(port, true, "localhost", Some(ca.path())).await.unwrap();
    version(port, true, "127.0.0.1", Some(ca.path())).await.unwrap();

    let stranger = Authority::new().file();
    let err = version(port, true, "localhost", Some(stranger.path()))
        .await
        .unwrap_err();
    assert_eq!(
        (err.kind(), err.is_retryable()),
        (ClickHouseErrorKind::Connect, false),
        "{err}"
    );
    assert_contains(&err, &["certificate is not trusted", "ca_certificate"]);

    let err = version(port, false, "localhost", None).await.unwrap_err();
    assert_contains(&err, &["clickhouses://"]);
    let plain = live_options().get_port();
    let err = version(plain, true, live_options().get_host(), Some(ca.path()))
        .await
        .unwrap_err();
    assert_contains(&err, &["does not speak TLS"]);
}

#[tokio::test]
async fn unusable_authorities() {
    let missing = Path::new("/nonexistent/ca.pem");
    let err = version(1, true, "localhost", Some(missing)).await.unwrap_err();
    assert_eq!(err.kind(), ClickHouseErrorKind::Configuration, "{err}");
    assert_contains(&err, &["/nonexistent/ca.pem"]);
    let empty = pem("nothing");
    let err = version(1, true, "localhost", Some(empty.path()))
        .await
        .unwrap_err();
    assert_contains(&err, &["no certificate in PEM form"]);
}
