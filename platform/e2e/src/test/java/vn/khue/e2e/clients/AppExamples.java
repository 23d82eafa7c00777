package vn.khue.e2e.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The app files of docs/app-developers.md, by client; what is only for paper (addresses, keys, certificates) is put in by the tests. */
final class AppExamples {
    private static final Pattern BLOCK = Pattern.compile("```json\\n(\\{\\n  \"client\".*?\\n})\\n```", Pattern.DOTALL);

    private final Map<String, JsonObject> apps = new TreeMap<>();

    /** @param moved what is done to the text of each first */
    AppExamples(Path page, UnaryOperator<String> moved) {
        Matcher blocks = BLOCK.matcher(read(page));
        while (blocks.find()) {
            JsonObject app =
                    JsonParser.parseString(moved.apply(blocks.group(1))).getAsJsonObject();
            apps.put(app.get("client").getAsString(), app);
        }
    }

    JsonObject of(String client) {
        return apps.get(client);
    }

    /** Writes every app as a file of its own. */
    void writeTo(Path folder) {
        int number = 0;
        for (JsonObject app : apps.values()) {
            try {
                Files.writeString(folder.resolve("app-" + number++ + ".json"), app.toString(), UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
