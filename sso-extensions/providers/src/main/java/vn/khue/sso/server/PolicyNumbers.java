package vn.khue.sso.server;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/** Numbers from a policy file, each of which must be there and within its range. Immutable. */
public final class PolicyNumbers {
    private static final int MAX_BYTES = 65_536;

    private final Properties properties;
    private final String of;

    /**
     * @param of whose policy this is, as a message calls it: "badge login"
     */
    public PolicyNumbers(Properties properties, String of) {
        this.properties = new Properties();
        this.properties.putAll(properties);
        this.of = of;
    }

    /**
     * Reads UTF-8 properties.
     *
     * @param file another file in place of the one beside the class
     * @param beside class beside which {@code policy.properties} lies
     * @throws ProviderException if they cannot be read or have more than 65,536 bytes
     */
    public static PolicyNumbers read(Optional<Path> file, Class<?> beside, String of) {
        var properties = new Properties();
        try (Reader reader = open(file, beside)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ProviderException("expected the policy of " + of + " as properties, could not read it", e);
        }
        return new PolicyNumbers(properties, of);
    }

    private static Reader open(Optional<Path> file, Class<?> beside) throws IOException {
        if (file.isPresent()) {
            if (Files.size(file.get()) > MAX_BYTES) {
                throw new IOException("expected at most " + MAX_BYTES + " bytes, found more");
            }
            return Files.newBufferedReader(file.get(), StandardCharsets.UTF_8);
        }
        return new InputStreamReader(beside.getResourceAsStream("policy.properties"), StandardCharsets.UTF_8);
    }

    /**
     * @throws ProviderException if it is missing, no number or out of the range, both ends included
     */
    public int number(String key, int least, int most) {
        int number = parsed(key, Integer::valueOf);
        if (number < least || number > most) {
            throw new ProviderException("expected " + key + " from " + least + " to " + most + " in the policy of " + of
                    + ", found " + number);
        }
        return number;
    }

    /**
     * @param parser may throw {@link DateTimeException} or {@link NumberFormatException}
     * @throws ProviderException if it is missing or the parser throws
     */
    public <T> T parsed(String key, Function<String, T> parser) {
        String text = properties.getProperty(key);
        if (text == null) {
            throw new ProviderException(
                    "expected " + key + " in the policy of " + of + ", found nothing; add the line");
        }
        try {
            return parser.apply(text.strip());
        } catch (DateTimeException | NumberFormatException e) {
            throw new ProviderException("expected another form of " + key + " in the policy of " + of, e);
        }
    }
}
