package vn.khue.sso.realm;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the file that switches the national identity provider on, and says all that is wrong with it at once. */
final class NationalIdReader {
    private static final int LONGEST = 16_384;
    private static final Set<String> FIELDS = Set.of(
            "name",
            "issuer",
            "authorizationUrl",
            "tokenUrl",
            "jwksUrl",
            "userInfoUrl",
            "clientId",
            "scope",
            "numberClaim",
            "verifiedClaim",
            "verifiedValue");
    private static final Pattern PLAIN = Pattern.compile("[^\\p{Cntrl}]{1,100}");
    private static final Pattern WORD = Pattern.compile("[!-~]{1,200}");
    private static final Pattern SCOPE = Pattern.compile("[!-~]{1,50}( [!-~]{1,50}){0,9}");

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    /**
     * @param file JSON, at most 16,384 bytes
     * @return empty where there is no such file: the provider is off
     * @throws RealmException with all that is wrong
     */
    Optional<NationalId> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var problems = new ArrayList<String>();
        Optional<NationalId> read = parse(file, problems);
        if (!problems.isEmpty() || read.isEmpty()) {
            throw new RealmException(file + " is refused:\n  " + String.join("\n  ", problems));
        }
        return read;
    }

    private Optional<NationalId> parse(Path file, List<String> problems) {
        JsonNode object;
        try {
            if (Files.size(file) > LONGEST) {
                problems.add("expected at most " + LONGEST + " bytes, found more");
                return Optional.empty();
            }
            object = json.readTree(Files.readAllBytes(file));
        } catch (IOException | JacksonException e) {
            throw new RealmException("expected JSON in " + file + ", could not read it; correct it or take it away", e);
        }
        AppFields fields = AppFields.of("", object, problems, FIELDS);
        Optional<String> name = fields.text("name", "a name of 1 to 100 characters", PLAIN);
        Optional<String> issuer = fields.text("issuer", "the issuer of its ID tokens", WORD);
        Optional<URI> authorization = required(fields, "authorizationUrl");
        Optional<URI> token = required(fields, "tokenUrl");
        Optional<URI> jwks = required(fields, "jwksUrl");
        Optional<URI> userInfo = fields.address("userInfoUrl");
        Optional<String> client = fields.text("clientId", "the client id that it gave", WORD);
        Optional<String> scope = fields.text("scope", "1 to 10 scopes, parted by blanks, such as \"openid\"", SCOPE);
        Optional<String> number = fields.text("numberClaim", "the name of a claim", WORD);
        Optional<String> verified = fields.text("verifiedClaim", "the name of a claim", WORD);
        Optional<String> value = fields.text("verifiedValue", "what that claim must say, as text", WORD);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new NationalId(
                name.orElseThrow(),
                issuer.orElseThrow(),
                authorization.orElseThrow(),
                token.orElseThrow(),
                jwks.orElseThrow(),
                userInfo,
                client.orElseThrow(),
                scope.orElseThrow(),
                number.orElseThrow(),
                verified.orElseThrow(),
                value.orElseThrow()));
    }

    private static Optional<URI> required(AppFields fields, String field) {
        if (!fields.has(field)) {
            fields.problem(field, "an address", "nothing");
        }
        return fields.address(field);
    }
}
