package vn.khue.pki.pkcs10;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X962Parameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.DnsName;
import vn.khue.pki.HostileDer;
import vn.khue.pki.ca.Profiles;
import vn.khue.pki.peers.OpenSsl;
import vn.khue.pki.policy.PkiPolicy;

/** Every rule has a request that breaks it, and honest requests of other makers are taken. */
class Pkcs10ReaderTest {
    private static final String HOST = "diem.thcs-thi-tran-2.edu.vn";

    private final Pkcs10Reader reader = new Pkcs10Reader(
            Profiles.shipped().get("service-tls"), PkiPolicy.vn2026().algorithms(), CryptoProviders.fastest());

    @TempDir
    Path folder;

    @Test
    void anHonestRequestGivesItsKeyAndItsNamesAndNothingElse() throws Exception {
        KeyPair pair = Requests.ec("secp256r1");
        ExtensionsGenerator asked = new ExtensionsGenerator();
        asked.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        asked.addExtension(
                Extension.subjectAlternativeName, false, Requests.names(HOST.toUpperCase(Locale.ROOT), "b." + HOST));
        byte[] der = Requests.request(
                0,
                new X500Name("CN=c." + HOST + ",O=Ai do"),
                Requests.info(pair),
                Requests.attributes(asked.generate()),
                "SHA256withECDSA",
                Requests.ECDSA,
                pair.getPrivate());
        CertificationRequest request = accepted(der);
        assertThat(request.publicKey()).isEqualTo(pair.getPublic());
        assertThat(request.names())
                .containsExactly(new DnsName("b." + HOST), new DnsName("c." + HOST), new DnsName(HOST));
        assertThat(request.notTaken()).containsExactly("2.5.29.19");
        assertThat(request.subject())
                .isEqualTo(new X500Principal(new X500Name("CN=c." + HOST + ",O=Ai do").getEncoded()));
        assertThat(request.keySha256())
                .isEqualTo(MessageDigest.getInstance("SHA-256")
                        .digest(pair.getPublic().getEncoded()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ec -pkeyopt ec_paramgen_curve:P-256 -sha256",
                "ec -pkeyopt ec_paramgen_curve:P-384 -sha384",
                "rsa:3072 -sha256",
                "rsa:4096 -sha512",
                "rsa:3072 -sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32"
            })
    void requestsOfOpensslAreTaken(String key) throws IOException {
        OpenSsl.required();
        List<String> command = new java.util.ArrayList<>(List.of("req", "-new", "-nodes", "-newkey"));
        command.addAll(List.of(key.split(" ")));
        command.addAll(List.of(
                "-keyout", "k.pem", "-out", "r.pem", "-subj", "/CN=" + HOST, "-addext", "subjectAltName=DNS:" + HOST));
        OpenSsl.Run run = OpenSsl.run(folder, command.toArray(String[]::new));
        assertThat(run.exit()).as(run.output()).isZero();
        String pem = Files.readString(folder.resolve("r.pem"), StandardCharsets.US_ASCII);
        CertificationRequest request = accepted(Pkcs10Reader.pem(pem).orElseThrow());
        assertThat(request.names()).containsExactly(new DnsName(HOST));
    }

    @Test
    void pemAndBase64AreReadAndNothingElse() throws Exception {
        byte[] der = Requests.good(Requests.ec("secp256r1"), HOST);
        String lines = Base64.getMimeEncoder().encodeToString(der);
        assertThat(Pkcs10Reader.pem(
                        "-----BEGIN CERTIFICATE REQUEST-----\n" + lines + "\n-----END CERTIFICATE REQUEST-----\n"))
                .contains(der);
        assertThat(Pkcs10Reader.base64(lines)).contains(der);
        for (String text : List.of("", "x", "====", lines, "-----BEGIN CERTIFICATE REQUEST-----\nA")) {
            assertThat(Pkcs10Reader.pem(text)).as(text).isEmpty();
        }
        for (String text : List.of("", "  ", "%", "A", "-----BEGIN", "A".repeat(40_000))) {
            assertThat(Pkcs10Reader.base64(text)).as(text).isEmpty();
        }
    }

    @Test
    void boundsAreKeptBeforeAnythingIsParsed() throws Exception {
        refuses(Pkcs10Rule.TOO_LARGE, new byte[Pkcs10Reader.MAX_BYTES + 1]);
        refuses(Pkcs10Rule.TOO_DEEP, HostileDer.nested(Pkcs10Reader.MAX_BYTES));
        byte[] many = new byte[4 + 2 * 2000];
        many[0] = 0x30;
        many[1] = (byte) 0x82;
        many[2] = (byte) ((2 * 2000) >> 8);
        many[3] = (byte) (2 * 2000);
        for (int i = 4; i < many.length; i += 2) {
            many[i] = 0x05;
        }
        refuses(Pkcs10Rule.TOO_DEEP, many);
        for (byte[] none : new byte[][] {
            {}, {0x30}, {0x30, 0x05, 0x00}, {0x30, (byte) 0x80, 0, 0}, {0x30, 0x00, 0x00}, {0x1f, 0x01, 0x00}
        }) {
            refuses(Pkcs10Rule.NOT_DER, none);
        }
        refuses(Pkcs10Rule.STRUCTURE, new byte[] {0x30, 0x00});
        refuses(Pkcs10Rule.STRUCTURE, new byte[] {0x02, 0x01, 0x00});
    }

    @Test
    void lengthsThatAreNotTheShortestAreNotDer() throws Exception {
        byte[] good = Requests.good(Requests.ec("secp256r1"), HOST);
        assertThat(good[1]).isEqualTo((byte) 0x82);
        byte[] longer = new byte[good.length + 1];
        longer[0] = 0x30;
        longer[1] = (byte) 0x83;
        System.arraycopy(good, 2, longer, 3, good.length - 2);
        refuses(Pkcs10Rule.NOT_DER, longer);
    }

    @Test
    void anotherVersionIsRefused() throws Exception {
        KeyPair pair = Requests.ec("secp256r1");
        refuses(
                Pkcs10Rule.STRUCTURE,
                Requests.request(
                        1,
                        new X500Name("CN=x"),
                        Requests.info(pair),
                        Requests.attributes(Requests.names(HOST)),
                        "SHA256withECDSA",
                        Requests.ECDSA,
                        pair.getPrivate()));
    }

    @Test
    void kindsOfKeyThatAreNotCertifiedAreRefused() throws Exception {
        KeyPair edwards = java.security.KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        refuses(
                Pkcs10Rule.KEY_KIND,
                Requests.request(
                        Requests.info(edwards),
                        Requests.attributes(Requests.names(HOST)),
                        "Ed25519",
                        new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.101.112")),
                        edwards.getPrivate()));
        // The policy allows P-521, the profile does not.
        refuses(Pkcs10Rule.KEY_KIND, Requests.good(Requests.ec("secp521r1"), HOST));
    }

    @Test
    void curvesAreNamedAndAllowedAndPointsLieOnThem() throws Exception {
        KeyPair pair = Requests.ec("secp256r1");
        byte[] point = Requests.info(pair).getPublicKeyData().getOctets();
        var written = new X962Parameters(CustomNamedCurves.getByName("P-256"));
        refuses(Pkcs10Rule.CURVE_NOT_NAMED, of(pair, written, point));
        refuses(Pkcs10Rule.CURVE_NOT_NAMED, of(pair, DERNull.INSTANCE, point));
        refuses(Pkcs10Rule.CURVE_NOT_ALLOWED, of(pair, CustomNamedCurves.getOID("secp256k1"), point));
        refuses(Pkcs10Rule.CURVE_NOT_ALLOWED, of(pair, new ASN1ObjectIdentifier("1.2.3"), point));
        ASN1ObjectIdentifier p256 = CustomNamedCurves.getOID("P-256");
        byte[] off = point.clone();
        off[64] ^= 1;
        refuses(Pkcs10Rule.POINT_OFF_CURVE, of(pair, p256, off));
        byte[] beyond = point.clone();
        Arrays.fill(beyond, 1, 33, (byte) 0xff);
        refuses(Pkcs10Rule.POINT_OFF_CURVE, of(pair, p256, beyond));
        refuses(Pkcs10Rule.POINT_FORM, of(pair, p256, new byte[] {0}));
        refuses(Pkcs10Rule.POINT_FORM, of(pair, p256, new byte[0]));
        byte[] compressed = Arrays.copyOf(point, 33);
        compressed[0] = (byte) (2 + (point[64] & 1));
        refuses(Pkcs10Rule.POINT_FORM, of(pair, p256, compressed));
        byte[] hybrid = point.clone();
        hybrid[0] = (byte) (6 + (point[64] & 1));
        refuses(Pkcs10Rule.POINT_FORM, of(pair, p256, hybrid));
        refuses(Pkcs10Rule.KEY_ENCODING, of(pair, p256, Arrays.copyOf(point, 66)));
    }

    private static byte[] of(KeyPair pair, ASN1Encodable parameters, byte[] point) throws Exception {
        SubjectPublicKeyInfo info = new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, parameters), point);
        return Requests.request(
                info, Requests.attributes(Requests.names(HOST)), "SHA256withECDSA", Requests.ECDSA, pair.getPrivate());
    }

    @Test
    void weakRsaKeysAreRefusedEachByItsRule() throws Exception {
        KeyPair good = Requests.rsa(3072);
        BigInteger modulus = ((java.security.interfaces.RSAPublicKey) good.getPublic()).getModulus();
        BigInteger f4 = BigInteger.valueOf(65537);
        refuses(Pkcs10Rule.RSA_SIZE, rsa(Requests.rsa(1024), null, f4));
        refuses(Pkcs10Rule.RSA_SIZE, rsa(Requests.rsa(2048), null, f4));
        refuses(Pkcs10Rule.RSA_SIZE, rsa(good, BigInteger.ONE.shiftLeft(8192).add(modulus), f4));
        refuses(Pkcs10Rule.RSA_EXPONENT, rsa(good, null, BigInteger.ONE));
        refuses(Pkcs10Rule.RSA_EXPONENT, rsa(good, null, BigInteger.valueOf(3)));
        refuses(Pkcs10Rule.RSA_EXPONENT, rsa(good, null, BigInteger.valueOf(65538)));
        refuses(
                Pkcs10Rule.RSA_EXPONENT,
                rsa(good, null, BigInteger.ONE.shiftLeft(256).add(BigInteger.ONE)));
        refuses(Pkcs10Rule.RSA_EXPONENT, rsa(good, null, f4.negate()));
        refuses(Pkcs10Rule.RSA_SMALL_FACTOR, rsa(good, modulus.add(BigInteger.ONE), f4));
        BigInteger multiple = modulus.subtract(modulus.mod(BigInteger.valueOf(751)));
        refuses(
                Pkcs10Rule.RSA_SMALL_FACTOR,
                rsa(good, multiple.testBit(0) ? multiple : multiple.add(BigInteger.valueOf(751)), f4));
        refuses(Pkcs10Rule.RSA_ROCA, rsa(good, WeakModuli.roca(3072, 7), f4));
        refuses(Pkcs10Rule.RSA_CLOSE_PRIMES, rsa(good, WeakModuli.closePrimes(3072, 7), f4));
        refuses(Pkcs10Rule.RSA_SIZE, rsa(good, modulus.negate(), f4));
        byte[] twisted = {0x30, 0x03, 0x02, 0x01};
        refuses(Pkcs10Rule.KEY_ENCODING, rsa(good, twisted));
        refuses(Pkcs10Rule.KEY_ENCODING, rsa(good, new DERSequence(new ASN1Integer(5)).getEncoded()));
        refuses(Pkcs10Rule.KEY_ENCODING, rsa(good, new DERUTF8String("khoá").getEncoded()));
    }

    private static byte[] rsa(KeyPair signer, BigInteger modulus, BigInteger exponent) throws Exception {
        BigInteger own = ((java.security.interfaces.RSAPublicKey) signer.getPublic()).getModulus();
        return rsa(signer, new RSAPublicKey(modulus == null ? own : modulus, exponent).getEncoded());
    }

    private static byte[] rsa(KeyPair signer, byte[] key) throws Exception {
        SubjectPublicKeyInfo info = new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE), key);
        return Requests.request(
                info,
                Requests.attributes(Requests.names(HOST)),
                "SHA256withRSA",
                new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE),
                signer.getPrivate());
    }

    @Test
    void honestRsaKeysShowNoneOfTheWeaknesses() throws Exception {
        for (int i = 0; i < 5; i++) {
            var key = (java.security.interfaces.RSAPublicKey) Requests.rsa(2048).getPublic();
            assertThat(RsaKeyCheck.objection(key.getModulus(), key.getPublicExponent()))
                    .isEmpty();
        }
    }

    @Test
    void theSignatureIsMadeWithAnAllowedAlgorithmByTheKeyInTheRequest() throws Exception {
        KeyPair pair = Requests.ec("secp256r1");
        DERSet names = Requests.attributes(Requests.names(HOST));
        refuses(
                Pkcs10Rule.SIGNATURE_ALGORITHM,
                Requests.request(
                        Requests.info(pair),
                        names,
                        "SHA1withECDSA",
                        new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA1),
                        pair.getPrivate()));
        refuses(
                Pkcs10Rule.SIGNATURE_ALGORITHM,
                Requests.request(
                        Requests.info(pair),
                        names,
                        "SHA256withECDSA",
                        new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.3.4")),
                        pair.getPrivate()));
        KeyPair thief = Requests.ec("secp256r1");
        refuses(
                Pkcs10Rule.PROOF_OF_POSSESSION,
                Requests.request(Requests.info(pair), names, "SHA256withECDSA", Requests.ECDSA, thief.getPrivate()));
        byte[] good = Requests.good(pair, HOST);
        String text = new String(good, StandardCharsets.ISO_8859_1);
        byte[] renamed = text.replace("diem.thcs", "diem.thpt").getBytes(StandardCharsets.ISO_8859_1);
        refuses(Pkcs10Rule.PROOF_OF_POSSESSION, renamed);
    }

    @Test
    void namesAreHostsAndNothingElse() throws Exception {
        KeyPair pair = Requests.ec("secp256r1");
        for (GeneralName other : List.of(
                new GeneralName(GeneralName.iPAddress, "10.0.0.1"),
                new GeneralName(GeneralName.rfc822Name, "ai@edu.vn"),
                new GeneralName(GeneralName.uniformResourceIdentifier, "http://a.edu.vn"),
                new GeneralName(new X500Name("CN=x")))) {
            refuses(Pkcs10Rule.NAME_KIND, of(pair, Requests.attributes(new GeneralNames(other))));
        }
        refuses(Pkcs10Rule.NAME_WILDCARD, Requests.good(pair, "*.edu.vn"));
        for (String form : List.of(
                "localhost",
                "",
                "a..b",
                "-a.vn",
                "a-.vn",
                "a_b.vn",
                "điểm.vn",
                "10.0.0.1",
                "a.vn.",
                "a.vn/x",
                "x".repeat(64) + ".vn",
                "a\u0000.vn")) {
            refuses(Pkcs10Rule.NAME_FORM, Requests.good(pair, form));
        }
        refuses(Pkcs10Rule.NAMES_MISSING, of(pair, new DERSet()));
        refuses(
                Pkcs10Rule.TOO_MANY_NAMES,
                Requests.good(
                        pair,
                        IntStream.range(0, 101).mapToObj(i -> "h" + i + ".vn").toArray(String[]::new)));
        refuses(
                Pkcs10Rule.NAME_WILDCARD,
                Requests.request(
                        0,
                        new X500Name("CN=*.edu.vn"),
                        Requests.info(pair),
                        Requests.attributes(Requests.names(HOST)),
                        "SHA256withECDSA",
                        Requests.ECDSA,
                        pair.getPrivate()));
    }

    @Test
    void whatIsThereTwiceOrUnreadableIsRefused() throws Exception {
        KeyPair pair = Requests.ec("secp256r1");
        ExtensionsGenerator one = new ExtensionsGenerator();
        one.addExtension(Extension.subjectAlternativeName, false, Requests.names(HOST));
        ExtensionsGenerator two = new ExtensionsGenerator();
        two.addExtension(Extension.subjectAlternativeName, false, Requests.names("b." + HOST));
        refuses(Pkcs10Rule.DOUBLED, of(pair, Requests.attributes(one.generate(), two.generate())));
        Extension extension = one.generate().getExtension(Extension.subjectAlternativeName);
        refuses(Pkcs10Rule.DOUBLED, of(pair, Requests.attributes(new DERSequence(new ASN1Encodable[] {
            extension, two.generate().getExtension(Extension.subjectAlternativeName)
        }))));
        refuses(Pkcs10Rule.EXTENSIONS, of(pair, Requests.attributes(new DERUTF8String("x"))));
        for (byte[] value : new byte[][] {{}, {0x30, 0x02}, {0x04, 0x00}, HostileDer.nested(2000)}) {
            refuses(
                    Pkcs10Rule.EXTENSIONS,
                    of(pair, Requests.attributes(new DERSequence(new DERSequence(new ASN1Encodable[] {
                        Extension.subjectAlternativeName, new DEROctetString(value)
                    })))));
        }
    }

    @Test
    void aProfileThatNamesNoHostsTakesNoNames() throws Exception {
        Pkcs10Reader persons = new Pkcs10Reader(
                Profiles.shipped().get("person-signing"), PkiPolicy.vn2026().algorithms(), CryptoProviders.portable());
        Pkcs10Result result = persons.read(Requests.good(Requests.ec("secp256r1"), HOST));
        assertThat(result).isInstanceOfSatisfying(Pkcs10Result.Accepted.class, ok -> {
            assertThat(ok.request().names()).isEmpty();
            assertThat(ok.request().notTaken()).containsExactly("2.5.29.17");
        });
    }

    private static byte[] of(KeyPair pair, DERSet attributes) throws Exception {
        return Requests.request(Requests.info(pair), attributes, "SHA256withECDSA", Requests.ECDSA, pair.getPrivate());
    }

    private CertificationRequest accepted(byte[] der) {
        Pkcs10Result result = reader.read(der);
        assertThat(result).isInstanceOf(Pkcs10Result.Accepted.class);
        return ((Pkcs10Result.Accepted) result).request();
    }

    private void refuses(Pkcs10Rule rule, byte[] der) {
        assertThat(reader.read(der)).isEqualTo(new Pkcs10Result.Refused(rule));
    }
}
