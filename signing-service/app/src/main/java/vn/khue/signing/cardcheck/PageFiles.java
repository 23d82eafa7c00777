package vn.khue.signing.cardcheck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Scripts and styles of a page that browsers keep. They name each other without a path, so all of them are served under the one edition
 * that they belong to. Immutable.
 */
public final class PageFiles {
    private static final String CHECK = "classpath:vn/khue/signing/cardcheck/page/";

    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "wasm", "application/wasm",
            "webmanifest", "application/manifest+json",
            "png", "image/png",
            "txt", "text/plain;charset=utf-8");

    private final SortedMap<String, PageFile> byName = new TreeMap<>();

    private PageFiles(Collection<String> patterns) {
        try {
            for (String pattern : patterns) {
                for (Resource file : new PathMatchingResourcePatternResolver(PageFiles.class.getClassLoader())
                        .getResources(pattern)) {
                    add(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of the page that checks cards. */
    static PageFiles ofCheck() {
        return new PageFiles(List.of(CHECK + "*.*"));
    }

    /**
     * The files of another page, which may use some of those of the page that checks cards.
     *
     * @param folder below the class path's root, with a slash at its end
     * @param borrowed names
     */
    public static PageFiles of(String folder, Collection<String> borrowed) {
        List<String> patterns = new ArrayList<>();
        borrowed.forEach(name -> patterns.add(CHECK + name));
        patterns.add("classpath:" + folder + "*.*");
        return new PageFiles(patterns);
    }

    private void add(Resource file) throws IOException {
        String name = file.getFilename();
        try (InputStream in = file.getInputStream()) {
            if (byName.put(name, new PageFile(name, type(name), in.readAllBytes())) != null) {
                throw new IllegalStateException("one file " + name + " of a page expected, found two");
            }
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

    /** The file of that name. */
    public Optional<PageFile> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
