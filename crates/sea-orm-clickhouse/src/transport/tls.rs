//! Whom to trust.
//!
//! The roots are the operating system's: a company's own authority is usually installed there, and it is kept up to
//! date without a new release of the program, which a list compiled in (`webpki-roots`) is not.

use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

use crate::error::ClickHouseError;

pub(super) fn config(ca_certificate: Option<&Path>) -> Result<ClientConfig, ClickHouseError> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if let Some(path) = ca_certificate {
        add(&mut roots, path)?;
    }
    if roots.is_empty() {
        return Err(ClickHouseError::configuration(
            "this system has no trusted certificates for TLS; install them, or name a PEM file with the option \
             ca_certificate",
        ));
    }
    // Named here, since a process has no default provider when it uses more than one.
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|err| {
            ClickHouseError::configuration("TLS cannot be used on this system").with_source(err)
        })?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

fn add(roots: &mut RootCertStore, path: &Path) -> Result<(), ClickHouseError> {
    let refuse = |why: String| {
        ClickHouseError::configuration(format!(
            "the ca_certificate {} cannot be used: {why}",
            path.display()
        ))
    };
    let mut found = false;
    for certificate in CertificateDer::pem_file_iter(path).map_err(|err| refuse(err.to_string()))? {
        let certificate = certificate.map_err(|err| refuse(err.to_string()))?;
        roots.add(certificate).map_err(|err| refuse(err.to_string()))?;
        found = true;
    }
    if found {
        Ok(())
    } else {
        Err(refuse("it holds no certificate in PEM form".to_owned()))
    }
}
