package vn.khue.signature.cades;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.path.Purpose;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.pades.Evidence;
import vn.khue.signature.pades.SigningServices;
import vn.khue.signature.pades.TimestampAuthorityProfile;
import vn.khue.signature.pades.TokenReader;
import vn.khue.signature.pades.ValidationMaterial;

/** Adds to a message that was judged what its signatures lack at a level. Thread-safe. */
public final class MessageRaise {

    private final Evidence evidence;
    private final TimestampAuthorityProfile authority;

    /**
     * @param services timestamps, revocation data, trust and clock
     */
    public MessageRaise(SigningServices services) {
        this.evidence = new Evidence(services);
        this.authority = new TimestampAuthorityProfile(services, evidence);
    }

    /**
     * The message with what it lacks.
     *
     * @param content what is signed; not asked where it is in the message
     * @param levels of its signatures, in order, as they were judged
     * @param level B_T, B_LT or B_LTA
     * @return DER
     * @throws IOException where the content cannot be read
     */
    public byte[] raise(byte[] message, HashedContent content, List<String> levels, CadesLevel level)
            throws SignatureFailure, IOException {
        ExtendableMessage made = new ExtendableMessage(message);
        if (levels.size() != made.signers()) {
            throw refused("as many signatures as were judged, found another number; try again");
        }
        // Evidence is of the whole message, so it is complete before the first archive timestamp names it.
        for (int i = 0; i < made.signers(); i++) {
            prove(made, i, levels.get(i), level);
        }
        if (level == CadesLevel.B_LTA) {
            for (int i = 0; i < made.signers(); i++) {
                List<byte[]> archives = made.unsigned(i, CadesAttributes.ARCHIVE_TIMESTAMP_V3);
                for (byte[] token : newest(archives)) {
                    made.add(TokenReader.read(token).material(evidence));
                }
            }
            // The next one's authority may be another; its evidence is there before its archive timestamp is.
            made.add(authority.current().material());
            for (int i = 0; i < made.signers(); i++) {
                made.archive(i, authority.token(made.archived(i, content)));
            }
        }
        return made.encoded();
    }

    private void prove(ExtendableMessage made, int signer, String has, CadesLevel level) throws SignatureFailure {
        if (!has.contains("CAdES-BASELINE-")) {
            throw refused("CAdES baseline signatures, found one of the form " + has + "; have it signed again");
        }
        if (has.endsWith("-B")) {
            made.stamp(signer, authority.token(DigestAlgorithm.SHA256.of(made.value(signer))));
        }
        boolean proven = has.endsWith("-LT") || has.endsWith("-LTA");
        if (level.compareTo(CadesLevel.B_LT) < 0 || proven) {
            return;
        }
        List<X509Certificate> chain = made.chain(signer);
        ValidationMaterial material =
                evidence.gather(chain.get(0), chain.subList(1, chain.size()), Purpose.DOCUMENT_SIGNING);
        for (byte[] token : made.unsigned(signer, PKCSObjectIdentifiers.id_aa_signatureTimeStampToken)) {
            material = material.and(TokenReader.read(token).material(evidence));
        }
        made.add(material);
    }

    /** By the time that they state, because nothing else orders them. */
    private static List<byte[]> newest(List<byte[]> tokens) throws SignatureFailure {
        byte[] last = null;
        Instant time = Instant.MIN;
        for (byte[] token : tokens) {
            Instant at = TokenReader.read(token).time();
            if (at.isAfter(time)) {
                time = at;
                last = token;
            }
        }
        return last == null ? List.of() : List.of(last);
    }

    /** A timestamp token with the evidence for its authority, which nothing in it signs; DER. */
    public byte[] withEvidence(byte[] token) throws SignatureFailure {
        ExtendableMessage made = new ExtendableMessage(token);
        made.add(TokenReader.read(token).material(evidence));
        return made.encoded();
    }

    /** A timestamp over anything; DER. */
    public byte[] timestamp(byte[] sha256) throws SignatureFailure {
        return authority.token(sha256);
    }

    /** End of the certificate of the timestamp authority in use. */
    public Instant timestampUntil() throws SignatureFailure {
        return authority.current().signer().getNotAfter().toInstant();
    }

    private static SignatureFailure refused(String expected) {
        return new SignatureFailure(SignatureFailure.Reason.NOT_EXTENDABLE, "expected " + expected);
    }
}
