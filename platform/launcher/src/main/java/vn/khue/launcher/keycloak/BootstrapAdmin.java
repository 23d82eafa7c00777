package vn.khue.launcher.keycloak;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import vn.khue.launcher.home.Secrets;
import vn.khue.launcher.home.StateDirectory;

/**
 * Keycloak's first administrator.
 *
 * @param username login name in the realm {@code master}
 * @param password random, made once per installation
 */
public record BootstrapAdmin(String username, String password) {
    private static final int PASSWORD_LENGTH = 24;

    /** Reads the state directory's {@code admin.json}, and makes it first where it is not there. */
    public static BootstrapAdmin of(StateDirectory state, Secrets secrets) {
        Path file = state.adminFile();
        if (!Files.exists(file)) {
            StateDirectory.writeOwnerOnly(file, json("khue-admin", secrets.random(PASSWORD_LENGTH)));
        }
        return read(file);
    }

    private static BootstrapAdmin read(Path file) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    fields.put(parser.currentName(), parser.getText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BootstrapAdmin(fields.get("username"), fields.get("password"));
    }

    private static String json(String username, String password) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("username", username);
            json.writeStringField("password", password);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "BootstrapAdmin[" + username + "]";
    }
}
