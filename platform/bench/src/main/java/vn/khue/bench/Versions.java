package vn.khue.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.TreeMap;

/** The versions that the build used, as its properties gave them. */
record Versions(TreeMap<String, String> byName) {

    static Versions read() {
        Properties properties = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new BenchException("versions.properties: expected in the jar, found none; build again", e);
        }
        TreeMap<String, String> byName = new TreeMap<>();
        properties.forEach((name, version) -> byName.put((String) name, (String) version));
        return new Versions(byName);
    }
}
