package vn.khue.launcher.district;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.khue.district.DemoCast;
import vn.khue.launcher.home.Secrets;
import vn.khue.launcher.home.StateDirectory;

/** {@code demo-accounts.json}: the demo's people with passwords of their own, random for each installation, mode 0600. */
public final class DemoAccountsFile {
    private static final int PASSWORD_LENGTH = 16;
    private static final int SECRET_BYTES = 20;
    private static final Set<String> STEP_UP = Set.of(
            "principal",
            "vice-principal",
            "clerk",
            "teacher",
            "registration-officer",
            "security-officer",
            "auditor",
            "ca-officer",
            "card-officer",
            "platform-admin",
            "school-it",
            "other-principal",
            "other-clerk");

    private final Path file;

    public DemoAccountsFile(StateDirectory state) {
        this.file = state.demoAccountsFile();
    }

    /** The accounts, made first for this cast where there are none. */
    public List<DemoPerson> of(DemoCast cast, Secrets secrets) {
        if (!Files.exists(file)) {
            StateDirectory.writeOwnerOnly(
                    file,
                    json(cast.members().stream()
                            .map(member -> made(member, secrets))
                            .toList()));
        }
        return completed(read(), cast, secrets);
    }

    private static DemoPerson made(DemoCast.Member member, Secrets secrets) {
        return new DemoPerson(
                member.username(),
                secrets.random(PASSWORD_LENGTH),
                member.name().full(),
                member.role(),
                member.unitName(),
                STEP_UP.contains(member.role()) ? Optional.of(secrets.base32(SECRET_BYTES)) : Optional.empty());
    }

    /** Written before the gate asked some of these roles for a code, or before the cast had them. */
    private List<DemoPerson> completed(List<DemoPerson> found, DemoCast cast, Secrets secrets) {
        List<DemoPerson> all = new ArrayList<>(found);
        cast.members().stream()
                .filter(member ->
                        found.stream().noneMatch(person -> person.role().equals(member.role())))
                .forEach(member -> all.add(made(member, secrets)));
        List<DemoPerson> people = all.stream()
                .map(person -> STEP_UP.contains(person.role()) && person.totp().isEmpty()
                        ? new DemoPerson(
                                person.username(),
                                person.password(),
                                person.name(),
                                person.role(),
                                person.unit(),
                                Optional.of(secrets.base32(SECRET_BYTES)))
                        : person)
                .toList();
        if (!people.equals(found)) {
            StateDirectory.writeOwnerOnly(file, json(people));
        }
        return people;
    }

    /** The accounts as they are written down. */
    public List<DemoPerson> read() {
        List<DemoPerson> people = new ArrayList<>();
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    fields.put(parser.currentName(), parser.getText());
                } else if (token == JsonToken.END_OBJECT) {
                    people.add(new DemoPerson(
                            fields.get("username"),
                            fields.get("password"),
                            fields.get("name"),
                            fields.get("role"),
                            fields.get("unit"),
                            Optional.ofNullable(fields.get("totp"))));
                    fields.clear();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(people);
    }

    private static String json(List<DemoPerson> people) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartArray();
            for (DemoPerson person : people) {
                json.writeStartObject();
                json.writeStringField("username", person.username());
                json.writeStringField("password", person.password());
                json.writeStringField("name", person.name());
                json.writeStringField("role", person.role());
                json.writeStringField("unit", person.unit());
                if (person.totp().isPresent()) {
                    json.writeStringField("totp", person.totp().get());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }
}
