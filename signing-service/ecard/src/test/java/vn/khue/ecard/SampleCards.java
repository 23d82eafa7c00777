package vn.khue.ecard;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.khue.ecard.jws.CompactJws;
import vn.khue.ecard.status.StatusListJwt;
import vn.khue.ecard.status.StatusListToken;
import vn.khue.ecard.trust.Jwk;
import vn.khue.ecard.trust.TrustListJws;
import vn.khue.ecard.verify.CardVerdict;

/** Writes the specimens with trust list and status lists as JSON, for verifiers in other languages. Run its main with the file's name. */
public final class SampleCards {
    private SampleCards() {}

    public static void main(String[] arguments) throws Exception {
        Files.writeString(Path.of(arguments[0]), json(new Specimens(new House(Instant.now()))), StandardCharsets.UTF_8);
    }

    /** Unix seconds, base64url without padding; a verdict is VALID or the name of a problem. */
    public static String json(Specimens specimens) {
        ObjectNode root = CompactJws.object();
        root.set("trustListKey", Jwk.of(specimens.house.trustKey.open()));
        root.put("trustList", TrustListJws.sign(specimens.trust, specimens.house.trustKey.bare()));
        ArrayNode lists = root.putArray("statusLists");
        for (StatusListToken token : specimens.tokens) {
            lists.addObject()
                    .put("uri", token.uri())
                    .put("cwt", base64(specimens.cwt(token)))
                    .put(
                            "jwt",
                            StatusListJwt.sign(
                                    token,
                                    specimens.keyOf(token).bare(),
                                    specimens.keyOf(token).kid()));
        }
        ArrayNode cards = root.putArray("cards");
        specimens.all().forEach(specimen -> {
            ObjectNode card = cards.addObject()
                    .put("name", specimen.name())
                    .put("text", specimen.text())
                    .put("at", specimen.at().getEpochSecond())
                    .put("trusted", specimen.trusted())
                    .put("verdict", specimen.expected().map(Enum::name).orElse("VALID"))
                    .put("fromPhone", specimen.fromPhone());
            if (specimens.verifier(specimen).verify(specimen.text(), specimen.at())
                    instanceof CardVerdict.Valid valid) {
                ObjectNode claims = card.putObject("claims")
                        .put("iss", valid.card().issuer())
                        .put("exp", valid.card().expires().getEpochSecond())
                        .put("iat", valid.card().issuedAt().getEpochSecond())
                        .put("cti", valid.card().id().toString())
                        .put("fullName", valid.card().fullName())
                        .put("school", valid.card().school())
                        .put("role", valid.card().role())
                        .put("idx", valid.card().status().index())
                        .put("uri", valid.card().status().uri());
                valid.card().photo().ifPresent(photo -> claims.put("photo", photo.hex()));
            }
        });
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
