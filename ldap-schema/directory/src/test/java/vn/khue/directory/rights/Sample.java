package vn.khue.directory.rights;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import vn.khue.directory.apppassword.Argon2Hash;

/**
 * The entries of sample.ldif, one for each branch. Where a branch holds entries of several classes, the first bears the branch's name
 * and each further one the name of its class behind a colon.
 */
final class Sample {

    /** With it the sample's person binds. */
    static final String PASSWORD = "abcd-efgh-sample";

    private final Map<String, Entry> byBranch = new LinkedHashMap<>();

    Sample() throws Exception {
        byte[] secret = PASSWORD.getBytes(StandardCharsets.UTF_8);
        String hash = Argon2Hash.of(secret, new byte[Argon2Hash.SALT_BYTES]).value();
        String ldif;
        try (InputStream in = Sample.class.getResourceAsStream("sample.ldif")) {
            ldif = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("${password}", hash);
        }
        try (var reader = new LDIFReader(new ByteArrayInputStream(ldif.getBytes(StandardCharsets.UTF_8)))) {
            for (Entry entry = reader.readEntry(); entry != null; entry = reader.readEntry()) {
                String branch = new DN(entry.getParentDNString()).getRDN().getAttributeValues()[0];
                byBranch.put(
                        byBranch.containsKey(branch) ? branch + ":" + entry.getObjectClassValues()[0] : branch, entry);
            }
        }
    }

    Map<String, Entry> byBranch() {
        return byBranch;
    }

    Entry of(String branch) {
        return byBranch.get(branch);
    }

    void addAll(LDAPConnection admin) throws LDAPException {
        for (Entry entry : byBranch.values()) {
            admin.add(entry);
        }
    }
}
