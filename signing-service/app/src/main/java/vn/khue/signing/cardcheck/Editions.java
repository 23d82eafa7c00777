package vn.khue.signing.cardcheck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.web.page.Assets;

/** The edition of the page for the present trust list key; a browser changes to a newer one as a whole. Thread-safe. */
public final class Editions {
    /** The service worker, which is asked for anew each time. */
    public static final String WORKER = "sw.js";

    private static final List<String> SHARED = List.of("khue.css", "pages.css", "mark.svg");

    private final KeptPage page;
    private final PageFiles files;
    private final Assets assets;
    private final JsonMapper json = new JsonMapper();
    private final Map<String, String> words;
    private final byte[] frame;
    private volatile Edition last;

    public Editions(KeptPage page, PageFiles files, Assets assets) {
        this.page = page;
        this.files = files;
        this.assets = assets;
        this.words = Map.of("vi", words("vi"), "en", words("en"));
        try (InputStream in = Editions.class.getResourceAsStream(page.template())) {
            this.frame = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String words(String language) {
        return json.writeValueAsString(page.words().apply(Locale.forLanguageTag(language)));
    }

    /** @param trustKey JWK of the key that signs trust lists, if there is one */
    public Edition of(Optional<String> trustKey) {
        String settings = settings(trustKey);
        Edition known = last;
        if (known == null || !known.settings().equals(settings)) {
            known = make(settings);
            last = known;
        }
        return known;
    }

    /** Whether this is the version of what was asked for last; needs no key. */
    public boolean present(String version) {
        Edition known = last;
        return known != null && known.version().equals(version);
    }

    private String settings(Optional<String> trustKey) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("trustKey", trustKey.map(json::readTree).orElse(null));
        settings.putAll(new TreeMap<>(page.settings()));
        return json.writeValueAsString(settings);
    }

    private Edition make(String settings) {
        MessageDigest hash = sha256();
        files.all().forEach(file -> add(hash, file.name().getBytes(StandardCharsets.UTF_8), file.content()));
        add(hash, frame, settings.getBytes(StandardCharsets.UTF_8));
        for (String language : List.of("vi", "en")) {
            add(hash, words.get(language).getBytes(StandardCharsets.UTF_8));
        }
        SHARED.forEach(name -> add(hash, assets.path(name).getBytes(StandardCharsets.UTF_8)));
        String version = HexFormat.of().formatHex(hash.digest()).substring(0, 16);

        List<String> kept = new ArrayList<>(SHARED.stream().map(assets::path).toList());
        List<String> modules = new ArrayList<>();
        for (PageFile file : files.all()) {
            boolean worker = file.name().equals(WORKER);
            if (!worker && !page.notKept().contains(file.name())) {
                kept.add(page.folder() + version + "/" + file.name());
            }
            if (file.name().endsWith(".js") && !worker && !page.notModules().contains(file.name())) {
                modules.add(file.name());
            }
        }
        Map<String, Object> edition = new LinkedHashMap<>();
        edition.put("version", version);
        edition.put("home", page.home());
        edition.put("pages", Map.of("vi", page.home() + "?lang=vi", "en", page.home() + "?lang=en"));
        edition.put("files", kept);
        String worker = "const EDITION = " + json.writeValueAsString(edition) + ";\n"
                + new String(files.find(WORKER).orElseThrow().content(), StandardCharsets.UTF_8);
        return new Edition(version, settings, words, List.copyOf(modules), worker.getBytes(StandardCharsets.UTF_8));
    }

    private static void add(MessageDigest hash, byte[]... parts) {
        for (byte[] part : parts) {
            hash.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
            hash.update(part);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
