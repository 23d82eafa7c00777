package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import vn.khue.directory.Person;

/** An app that speaks SAML 2.0: signs its requests (HTTP-Redirect, saml-bindings-2.0-os, 3.4) and reads what is posted back to it. */
final class SamlApp {
    private static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";
    private static final String PASSWORD = "only for this test";

    private final Gate gate;
    private final String entity;
    private final PrivateKey key;
    private final String certificate;

    /**
     * @param folder for its key
     */
    SamlApp(Gate gate, String entity, Path folder) {
        this.gate = gate;
        this.entity = entity;
        try {
            KeyStore keys = keys(folder.resolve("sp.p12"));
            this.key = (PrivateKey) keys.getKey("sp", PASSWORD.toCharArray());
            this.certificate = "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder()
                            .encodeToString(keys.getCertificate("sp").getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PEM, as a JSON string holds it. */
    String certificate() {
        return certificate.replace("\r", "").replace("\n", "\\n");
    }

    /** Opens the app and types the password. */
    Page signIn(Browser browser, Person person) {
        Page page = open(browser);
        return browser.post(page.action(), Map.of("username", person.uid(), "password", Gate.PASSWORD));
    }

    Page open(Browser browser) {
        var query = new LinkedHashMap<String, String>();
        query.put("SAMLRequest", deflated(request()));
        query.put("RelayState", "state");
        query.put("SigAlg", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
        query.put("Signature", signed(Browser.encode(query)));
        return browser.get(gate.realm() + "/protocol/saml?" + Browser.encode(query));
    }

    private String request() {
        return """
                <samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_%s" Version="2.0" IssueInstant="%s"
                 Destination="%s/protocol/saml" ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST">
                <saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">%s</saml:Issuer></samlp:AuthnRequest>
                """.formatted(UUID.randomUUID(), Instant.now().truncatedTo(ChronoUnit.SECONDS), gate.realm(), entity);
    }

    /** What the page that leads back to the app tells it: values by name of attribute, and the name id. */
    Told told(Page back) {
        assertThat(back.html()).as("the way back to the app").contains("SAMLResponse");
        byte[] xml = Base64.getMimeDecoder().decode(back.hidden("SAMLResponse").replace("&#61;", "="));
        Document response = parse(xml);
        var attributes = new TreeMap<String, String>();
        var found = response.getElementsByTagNameNS(ASSERTION, "Attribute");
        for (int i = 0; i < found.getLength(); i++) {
            attributes.put(
                    ((Element) found.item(i)).getAttribute("Name"),
                    found.item(i).getTextContent().strip());
        }
        assertThat(response.getElementsByTagNameNS(ASSERTION, "AuthnStatement").getLength())
                .isEqualTo(1);
        return new Told(
                response.getElementsByTagNameNS(ASSERTION, "NameID").item(0).getTextContent(),
                attributes,
                response.getElementsByTagNameNS(ASSERTION, "AttributeStatement").getLength());
    }

    record Told(String nameId, Map<String, String> attributes, int statements) {}

    private static Document parse(byte[] xml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String deflated(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes, new Deflater(Deflater.DEFAULT_COMPRESSION, true))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private String signed(String query) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(query.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore keys(Path file) throws IOException, GeneralSecurityException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "sp",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=app",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor()).as("keytool").isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }
}
