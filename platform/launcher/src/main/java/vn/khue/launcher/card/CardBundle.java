package vn.khue.launcher.card;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.trust.Jwk;
import vn.khue.ecard.trust.StatusShelf;
import vn.khue.ecard.trust.TrustList;
import vn.khue.ecard.trust.TrustListJws;
import vn.khue.ecard.verify.CardVerifier;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.Texts;
import vn.khue.pki.CryptoProviders;

/**
 * What a verifier of cards has fetched: the pinned key, the trust list and the status lists, as one JSON file that can be carried to a
 * machine without a network: {"trustListKey": JWK, "trustList": JWS, "statusLists": [{"uri", "cwt": base64url}]}.
 *
 * @param key of the trust list, as JWK
 * @param trustList as JWS
 * @param lists CWT by address
 */
record CardBundle(JsonNode key, String trustList, Map<String, byte[]> lists) {
    private static final int MOST_BYTES = 32 << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    CardBundle {
        lists = Map.copyOf(lists);
    }

    /** @throws LauncherException 65 where the file is none */
    static CardBundle read(Path file, Texts texts) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw LauncherException.unreadable(texts.get("card.bundle", file), null);
            }
            JsonNode root = MAPPER.readTree(bytes);
            Map<String, byte[]> lists = new LinkedHashMap<>();
            for (JsonNode list : root.path("statusLists")) {
                lists.put(
                        list.path("uri").asString(""),
                        Base64.getUrlDecoder().decode(list.path("cwt").asString("")));
            }
            return new CardBundle(
                    root.path("trustListKey"), root.path("trustList").asString(""), lists);
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            throw LauncherException.unreadable(texts.get("card.bundle", file), e);
        }
    }

    /** Whole or not at all. */
    void write(Path file) throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        root.set("trustListKey", key);
        root.put("trustList", trustList);
        ArrayNode array = root.putArray("statusLists");
        lists.forEach((uri, cwt) -> array.addObject()
                .put("uri", uri)
                .put("cwt", Base64.getUrlEncoder().withoutPadding().encodeToString(cwt)));
        Files.createDirectories(file.getParent());
        Path draft = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(draft, MAPPER.writeValueAsString(root), StandardCharsets.UTF_8);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Judges by it.
     *
     * @throws LauncherException 65 where the trust list is not signed by the key beside it
     */
    CardVerifier verifier(Path from, Texts texts) {
        CryptoProviders providers = CryptoProviders.fastest();
        try {
            TrustList trust = new TrustListJws(providers).read(trustList, Jwk.read(key, providers));
            StatusShelf shelf = new StatusShelf(trust, providers);
            lists.forEach(shelf::put);
            return new CardVerifier(Optional.of(trust), shelf, providers);
        } catch (EcardException e) {
            throw LauncherException.unreadable(texts.get("card.bundle", from), e);
        }
    }
}
