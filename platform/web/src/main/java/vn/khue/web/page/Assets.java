package vn.khue.web.page;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import vn.khue.web.WebException;
import vn.khue.web.stepup.Sha256;

/**
 * Style sheets, scripts and pictures: every file under {@code khue/assets/} on the class path, this library's and the
 * app's. The path holds the content's hash, so that a copy may be kept for a year. Immutable.
 */
public final class Assets {

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "svg", "image/svg+xml;charset=utf-8",
            "png", "image/png");

    private final SortedMap<String, Asset> byName = new TreeMap<>();

    /**
     * One file.
     *
     * @param path where a browser finds it
     * @param type its media type
     */
    public record Asset(String name, String path, String type, byte[] content) {}

    /** @throws WebException if a file cannot be read, is of a type unknown here, or its name is taken */
    public Assets() {
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:khue/assets/*.*")) {
                add(file);
            }
        } catch (IOException e) {
            throw new WebException("expected readable files under khue/assets/ on the class path", e);
        }
    }

    private void add(Resource file) throws IOException {
        String name = file.getFilename();
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new WebException("expected one of " + TYPES.keySet() + " under khue/assets/, found " + name);
        }
        byte[] content;
        try (InputStream in = file.getInputStream()) {
            content = in.readAllBytes();
        }
        String hash = Sha256.of(content).hex().substring(0, 16);
        if (byName.put(name, new Asset(name, "/assets/" + hash + "/" + name, type, content)) != null) {
            throw new WebException(
                    "expected one khue/assets/" + name + " on the class path, found two; rename the app's");
        }
    }

    /**
     * Where a browser finds this file.
     *
     * @throws WebException if there is none
     */
    public String path(String name) {
        Asset asset = byName.get(name);
        if (asset == null) {
            throw new WebException("expected khue/assets/" + name + " on the class path, found none");
        }
        return asset.path();
    }

    /** The file at exactly this path. */
    public Optional<Asset> at(String path) {
        return Optional.ofNullable(byName.get(path.substring(path.lastIndexOf('/') + 1)))
                .filter(asset -> asset.path().equals(path));
    }

    /** All of them, by name. */
    public Collection<Asset> all() {
        return byName.values();
    }
}
