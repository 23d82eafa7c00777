package vn.khue.audit.app.compliance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The catalogues that come with Khuê, strictly read: what is unknown, doubled or missing in a file stops the start. Immutable. */
public final class Catalogues {

    private static final List<String> NAMES = List.of("tcvn-14423-2026", "tcvn-11930-2017", "iso-27001-2022");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final List<Catalogue> all;
    private final Map<String, Query> queries;

    private Catalogues(List<Catalogue> all, Map<String, Query> queries) {
        this.all = List.copyOf(all);
        this.queries = Map.copyOf(queries);
        for (Catalogue catalogue : all) {
            for (Control control : catalogue.controls()) {
                for (String name : control.queries()) {
                    if (!queries.containsKey(name)) {
                        throw new IllegalArgumentException("catalogue " + catalogue.id() + ", control " + control.id()
                                + ": expected a known query, found " + name);
                    }
                }
            }
        }
    }

    /** @throws IllegalArgumentException naming what is wrong with a file */
    public static Catalogues load() {
        Map<String, Query> queries = queries(bytes("queries.json"));
        return new Catalogues(
                NAMES.stream().map(each -> catalogue(bytes(each + ".json"))).toList(), queries);
    }

    /** @throws IllegalArgumentException if it is not a catalogue as this class knows it, or names a query that is not given */
    static Catalogues read(byte[] catalogue, byte[] queries) {
        return new Catalogues(List.of(catalogue(catalogue)), queries(queries));
    }

    private static Catalogue catalogue(byte[] json) {
        try {
            return JSON.readValue(json, Catalogue.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("Catalogue: expected its form, found: " + e.getOriginalMessage(), e);
        }
    }

    private static Map<String, Query> queries(byte[] json) {
        try {
            return new TreeMap<>(JSON.readValue(json, new TypeReference<Map<String, Query>>() {}));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("Queries: expected their form, found: " + e.getOriginalMessage(), e);
        }
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Catalogues.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("Catalogues: expected a file " + name + ", found none");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Catalogue> all() {
        return all;
    }

    Optional<Catalogue> find(String id) {
        return all.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** One that a control of these names. */
    Query query(String name) {
        return queries.get(name);
    }
}
