package vn.khue.sso.realm;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads an app file strictly: what it does not know it refuses, and it tells everything that is wrong at once. Thread-safe. */
final class AppFileReader {
    /** Largest file, in bytes. */
    static final int LARGEST = 64 * 1_024;

    /** Claims that an app of others may ask for. {@code khue_guardian_of} is not: it names children by ids that all apps would share. */
    static final Set<String> CLAIMS = Set.of(
            "name",
            "family_name",
            "given_name",
            "preferred_username",
            "email",
            "khue_role",
            "khue_unit",
            "khue_class",
            "eduperson_affiliation",
            "eduperson_scoped_affiliation");

    /** The codes of claim {@code khue_role}; a test in the providers compares them with the directory's. */
    static final Set<String> ROLES = Set.of(
            "HIEU_TRUONG",
            "PHO_HIEU_TRUONG",
            "TO_TRUONG",
            "TO_PHO",
            "GIAO_VIEN",
            "GV_CHU_NHIEM",
            "VAN_THU",
            "KE_TOAN",
            "THU_VIEN",
            "THIET_BI",
            "Y_TE",
            "GIAO_VU",
            "QT_CNTT",
            "HOC_SINH",
            "PHU_HUYNH",
            "CHUYEN_VIEN_XA",
            "CHUYEN_VIEN_SO",
            "CAN_BO_RA",
            "CAN_BO_CA",
            "CAN_BO_THE",
            "AN_NINH",
            "KIEM_TOAN",
            "QT_NEN_TANG");

    /** What a guardian may do for a child, as the providers know it; a test there compares. */
    static final Set<String> ON_BEHALF = Set.of("child:records", "child:account", "child:consent");

    private static final String PUPIL = "HOC_SINH";
    private static final String PARENT = "PHU_HUYNH";

    private static final Set<String> FIELDS = Set.of(
            "client",
            "kind",
            "name",
            "purpose",
            "owner",
            "legalBasis",
            "claims",
            "onBehalf",
            "mayUse",
            "url",
            "redirects",
            "logout",
            "keys",
            "certificate",
            "tokens");
    private static final Pattern CLIENT = Pattern.compile("[a-z0-9][a-z0-9-]{1,62}");
    private static final Pattern ENTITY = Pattern.compile("[a-z0-9][a-z0-9-]{1,62}|https?://[!-~&&[^*#?]]{1,250}");
    private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]{1,40}");
    private static final Pattern SCOPE = Pattern.compile("[a-z]{1,20}:[a-z]{1,20}");
    private static final Set<String> OURS =
            Set.of("account", "account-console", "admin-cli", "broker", "realm-management", "security-admin-console");
    private static final Set<String> KEY_TYPES = Set.of("RSA", "EC", "OKP");
    private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
    private static final int MOST_KEYS = 10;

    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxStringLength(LARGEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    AppFileReader(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param file JSON, UTF-8
     * @throws RealmException with everything that is wrong, one line each
     */
    AppFile read(Path file) {
        var problems = new ArrayList<String>();
        Optional<AppFile> app =
                bytes(file, problems).flatMap(bytes -> parse(bytes, problems)).flatMap(root -> app(root, problems));
        return app.filter(read -> problems.isEmpty())
                .orElseThrow(() -> new RealmException("app file " + file.getFileName() + " is refused:\n  "
                        + String.join("\n  ", problems)
                        + "\nwrite it as docs/app-developers.md shows, or take it out of the folder"));
    }

    private static Optional<byte[]> bytes(Path file, List<String> problems) {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(LARGEST + 1);
            if (bytes.length <= LARGEST) {
                return Optional.of(bytes);
            }
            problems.add("the file: expected at most " + LARGEST + " bytes, found more");
        } catch (IOException e) {
            problems.add("the file: expected one that can be read, found "
                    + e.getClass().getSimpleName());
        }
        return Optional.empty();
    }

    private Optional<JsonNode> parse(byte[] bytes, List<String> problems) {
        try {
            return Optional.of(json.readTree(bytes));
        } catch (JacksonException e) {
            problems.add("the file: expected one JSON object, found: " + e.getOriginalMessage());
            return Optional.empty();
        }
    }

    private Optional<AppFile> app(JsonNode root, List<String> problems) {
        var fields = AppFields.of("", root, problems, FIELDS);
        Optional<AppKind> kind = fields.oneOf("kind", AppKind.class);
        Optional<String> client = client(fields, kind.orElse(AppKind.WEB));
        Optional<AppFile.Words> name = fields.words("name");
        Optional<AppFile.Words> purpose = fields.words("purpose");
        Optional<String> owner = fields.text("owner", "the id of the unit that answers for the app", UNIT);
        Optional<LegalBasis> basis = fields.oneOf("legalBasis", LegalBasis.class);
        var claims = fields.texts("claims", "names of claims", WORD);
        among(fields, "claims", claims, CLAIMS);
        var onBehalf = fields.texts("onBehalf", "what guardians may do, such as child:records", SCOPE);
        among(fields, "onBehalf", onBehalf, ON_BEHALF);
        if (!fields.has("mayUse")) {
            fields.problem("mayUse", "who may use the app, {} for everybody who can sign in", "nothing");
        }
        var mayUse = fields.has("mayUse")
                ? fields.below("mayUse", Set.of("roles", "units"))
                : AppFields.of("mayUse", json.createObjectNode(), problems, Set.of());
        var roles = mayUse.texts("roles", "codes of roles", WORD);
        among(mayUse, "roles", roles, ROLES);
        var units = mayUse.texts("units", "ids of units", UNIT);
        var url = fields.address("url");
        var redirects = fields.addresses("redirects");
        var logout = fields.has("logout")
                ? fields.below("logout", Set.of("after", "backchannel"))
                : AppFields.of("logout", json.createObjectNode(), problems, Set.of());
        var after = logout.addresses("after");
        var backchannel = logout.address("backchannel");
        var keys = fields.has("keys") ? keys(fields) : Optional.<String>empty();
        var certificate = fields.has("certificate") ? certificate(fields) : Optional.<String>empty();
        var tokens =
                fields.has("tokens") ? fields.oneOf("tokens", TokenSignature.class) : Optional.<TokenSignature>empty();
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        var app = new AppFile(
                client.orElseThrow(),
                kind.orElseThrow(),
                name.orElseThrow(),
                purpose.orElseThrow(),
                owner.orElseThrow(),
                basis.orElseThrow(),
                claims,
                onBehalf,
                roles,
                units,
                url,
                redirects,
                after,
                backchannel,
                keys,
                certificate,
                tokens);
        fits(app, fields);
        return Optional.of(app);
    }

    private static Optional<String> client(AppFields fields, AppKind kind) {
        boolean saml = kind == AppKind.SAML;
        Optional<String> client = fields.text(
                "client",
                saml ? "an entity id: an address, or a-z, 0-9 and -" : "2 to 63 signs of a-z, 0-9 and -",
                saml ? ENTITY : CLIENT);
        return client.filter(id -> {
            boolean ours = id.startsWith("khue-") || OURS.contains(id);
            if (ours) {
                fields.problem("client", "an id that is not the gate's own (khue-…, " + OURS + ")", "\"" + id + "\"");
            }
            return !ours;
        });
    }

    private static void among(AppFields fields, String field, Set<String> found, Set<String> known) {
        found.stream()
                .filter(each -> !known.contains(each))
                .forEach(each -> fields.problem(field, "only " + new java.util.TreeSet<>(known), "\"" + each + "\""));
    }

    /** What only some kinds have, and must have. */
    private static void fits(AppFile app, AppFields fields) {
        AppKind kind = app.kind();
        present(
                fields,
                "url",
                kind.hasPages(),
                kind.hasPages() || kind == AppKind.LDAP,
                app.url().isPresent(),
                kind);
        present(
                fields,
                "redirects",
                kind.hasPages(),
                kind.hasPages(),
                !app.redirects().isEmpty(),
                kind);
        present(
                fields,
                "keys",
                kind == AppKind.SERVICE,
                kind == AppKind.SERVICE,
                app.keys().isPresent(),
                kind);
        present(
                fields,
                "certificate",
                kind == AppKind.SAML,
                kind == AppKind.SAML,
                app.certificate().isPresent(),
                kind);
        present(
                fields,
                "tokens",
                false,
                kind != AppKind.SAML && kind != AppKind.LDAP,
                app.tokens().isPresent(),
                kind);
        present(fields, "claims", false, kind != AppKind.SERVICE, !app.claims().isEmpty(), kind);
        present(
                fields,
                "logout.after",
                false,
                kind.hasPages(),
                !app.afterLogout().isEmpty(),
                kind);
        boolean toldLogout = kind.hasSecret() || kind == AppKind.SAML;
        // A mail server keeps no session of the gate's: it asks about each token.
        boolean mustBeTold = toldLogout && kind != AppKind.MAIL;
        present(
                fields,
                "logout.backchannel",
                mustBeTold,
                toldLogout,
                app.backchannelLogout().isPresent(),
                kind);
        if (kind == AppKind.SAML && app.redirects().size() > 1) {
            fields.problem(
                    "redirects",
                    "one address, that of the assertion consumer service",
                    app.redirects().size() + "");
        }
        present(
                fields,
                "onBehalf",
                false,
                kind.takesGuardians(),
                !app.onBehalf().isEmpty(),
                kind);
        boolean families = app.roles().isEmpty()
                || app.roles().contains(PUPIL)
                || app.roles().contains(PARENT);
        if (!app.onBehalf().isEmpty() && !families) {
            fields.problem("onBehalf", "none where neither " + PUPIL + " nor " + PARENT + " may use the app", "some");
        }
        if (kind == AppKind.LDAP) {
            adults(app, fields);
        }
        if (kind == AppKind.SERVICE && !(app.roles().isEmpty() && app.units().isEmpty())) {
            fields.problem("mayUse", "{} for a SERVICE, which no person uses", "roles or units");
        }
    }

    /**
     * slapd knows who binds and not for which app, and whatever an app may search it sees of everybody. So it can neither keep somebody from an
     * app nor withhold what nobody consented to (R4.37), and no such app may be meant for pupils.
     */
    private static void adults(AppFile app, AppFields fields) {
        if (app.legalBasis() == LegalBasis.CONSENT) {
            fields.problem(
                    "legalBasis",
                    "another one for an app of kind LDAP, since the directory cannot withhold what nobody agreed to",
                    "\"CONSENT\"");
        }
        if (app.roles().isEmpty() || app.roles().contains(PUPIL)) {
            fields.problem(
                    "mayUse",
                    "roles for an app of kind LDAP, and not " + PUPIL
                            + ", since the directory cannot ask parents for their consent",
                    app.roles().isEmpty() ? "every role" : "\"" + PUPIL + "\"");
        }
    }

    private static void present(
            AppFields fields, String field, boolean needed, boolean allowed, boolean found, AppKind kind) {
        if (needed && !found) {
            fields.problem(field, "it for an app of kind " + kind, "nothing");
        } else if (found && !allowed) {
            fields.problem(field, "none for an app of kind " + kind, "one");
        }
    }

    private static Optional<String> keys(AppFields fields) {
        var set = fields.below("keys", Set.of("keys"));
        JsonNode keys = set.node("keys");
        if (!keys.isArray() || keys.isEmpty() || keys.size() > MOST_KEYS) {
            set.problem("keys", "a list of 1 to " + MOST_KEYS + " public keys", AppFields.shown(keys));
            return Optional.empty();
        }
        for (JsonNode key : keys) {
            if (!KEY_TYPES.contains(key.path("kty").asString(""))
                    || key.path("kid").asString("").isEmpty()) {
                set.problem("keys", "keys with a kid and a kty of " + KEY_TYPES, "another one");
            }
            // Said without the value: a private key does not belong into a message either.
            if (PRIVATE.stream().anyMatch(key::has)) {
                set.problem(
                        "keys", "public keys only", "a private or secret one; replace that key, for it has been shown");
            }
        }
        return Optional.of(fields.node("keys").toString());
    }

    private Optional<String> certificate(AppFields fields) {
        String pem = fields.node("certificate").asString("");
        try {
            var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            certificate.checkValidity(Date.from(clock.instant()));
            return Optional.of(Base64.getEncoder().encodeToString(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new RealmException("expected to write a certificate that was just read, could not; write it anew", e);
        } catch (CertificateException e) {
            fields.problem("certificate", "one X.509 certificate in PEM that is valid now", "another text");
            return Optional.empty();
        }
    }
}
