package vn.khue.signing.cardcheck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Scripts, styles and the QR reader of the page, under {@code page/} beside this class. They name each other without a path, so all of
 * them are served under the one edition that they belong to. Immutable.
 */
final class PageFiles {
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "wasm", "application/wasm",
            "webmanifest", "application/manifest+json",
            "png", "image/png",
            "txt", "text/plain;charset=utf-8");

    private final SortedMap<String, PageFile> byName = new TreeMap<>();

    PageFiles() {
        try {
            for (Resource file : new PathMatchingResourcePatternResolver(PageFiles.class.getClassLoader())
                    .getResources("classpath:vn/khue/signing/cardcheck/page/*.*")) {
                String name = file.getFilename();
                try (InputStream in = file.getInputStream()) {
                    byName.put(name, new PageFile(name, type(name), in.readAllBytes()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("a file of " + TYPES.keySet() + " expected, found " + name);
        }
        return type;
    }

    Collection<PageFile> all() {
        return byName.values();
    }

    Optional<PageFile> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
