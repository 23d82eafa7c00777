package vn.khue.directory.slapd;

import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.security.GeneralSecurityException;
import java.security.KeyStoreException;
import vn.khue.directory.ldap.Tree;

/** Connections to our own slapd, under TLS where it speaks that. Thread-safe. */
final class SlapdConnection {

    private final SlapdSettings settings;

    SlapdConnection(SlapdSettings settings) {
        this.settings = settings;
    }

    /** DN of the administrator. */
    String admin() {
        return new Tree(settings.base()).admin().toString();
    }

    /** A connection on which nobody has bound yet. Tried twice: StartTLS on a busy machine was seen to find its own socket closed. */
    LDAPConnection open() throws LDAPException {
        try {
            return openOnce();
        } catch (LDAPException e) {
            if (e.getResultCode().isConnectionUsable()) {
                throw e;
            }
            return openOnce();
        }
    }

    private LDAPConnection openOnce() throws LDAPException {
        var connection = new LDAPConnection("127.0.0.1", settings.port());
        if (settings.tls().isEmpty()) {
            return connection;
        }
        try {
            var trust =
                    new PEMFileTrustManager(settings.tls().get().authorities().toFile());
            ExtendedResult result = connection.processExtendedOperation(
                    new StartTLSExtendedRequest(new SSLUtil(trust).createSSLContext()));
            if (!ResultCode.SUCCESS.equals(result.getResultCode())) {
                throw new LDAPException(result);
            }
            return connection;
        } catch (KeyStoreException e) {
            connection.close();
            throw new LDAPException(ResultCode.CONNECT_ERROR, "the file of authorities cannot be read", e);
        } catch (GeneralSecurityException e) {
            connection.close();
            throw new LDAPException(ResultCode.CONNECT_ERROR, "TLS cannot be begun", e);
        } catch (LDAPException e) {
            connection.close();
            throw e;
        }
    }
}
