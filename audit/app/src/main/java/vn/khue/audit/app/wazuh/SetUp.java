package vn.khue.audit.app.wazuh;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import vn.khue.audit.wazuh.ApiLine;
import vn.khue.audit.wazuh.WazuhAddress;
import vn.khue.audit.wazuh.WazuhException;

/**
 * What a platform administrator sets up.
 *
 * @param address of the server API
 * @param ca certificates in PEM; needed for https
 * @param indexer address of the indexer, or empty
 * @param line whose alerts are read from the indexer
 * @param leastLevel from which on alerts of Wazuh are taken, 0 to 16
 * @param mirror whether our alerts are sent there
 */
public record SetUp(String address, String ca, String indexer, ApiLine line, int leastLevel, boolean mirror) {

    static final int MOST_CA = 65_536;

    /** Whether our alerts can be sent at all: 5.x takes none. */
    boolean sends() {
        return mirror && line == ApiLine.V4;
    }

    /** The first fault, as the end of a message key; empty where there is none. */
    public Optional<String> fault() {
        if (!isAddress(address)) {
            return Optional.of("address");
        } else if (!indexer.isEmpty() && !isAddress(indexer)) {
            return Optional.of("indexer");
        } else if ((address.startsWith("https:") || indexer.startsWith("https:")) && !isCa()) {
            return Optional.of("ca");
        } else if (leastLevel < 0 || leastLevel > 16) {
            return Optional.of("level");
        }
        return Optional.empty();
    }

    private static boolean isAddress(String text) {
        try {
            return text.length() <= 300 && WazuhAddress.of(text).base() != null;
        } catch (WazuhException e) {
            return false;
        }
    }

    private boolean isCa() {
        if (ca.length() > MOST_CA || !ca.contains("BEGIN CERTIFICATE")) {
            return false;
        }
        try {
            return !CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(ca.getBytes(StandardCharsets.US_ASCII)))
                    .isEmpty();
        } catch (CertificateException e) {
            return false;
        }
    }
}
