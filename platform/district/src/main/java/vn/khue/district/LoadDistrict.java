package vn.khue.district;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.SecretFiles;
import vn.khue.directory.ldap.LdapEndpoint;

/**
 * Loads the synthetic district into a running directory. Arguments: {@code --scale one-school|tenth|full|N} (default tenth), {@code --seed
 * NUMBER}, {@code --lang vi|en}, {@code --help}. Environment: {@code KHUE_LDAP_URL}, {@code KHUE_LDAP_BASE}, {@code KHUE_SECRETS} with the
 * file {@code ldap-admin}. Exit codes: 0 loaded or already there, 1 the directory failed, 64 wrong arguments.
 */
public final class LoadDistrict {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 64;

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    LoadDistrict(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    public static void main(String[] arguments) {
        int code = new LoadDistrict(
                        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                        System.getenv())
                .run(arguments);
        if (code != OK) {
            Runtime.getRuntime().halt(code);
        }
    }

    int run(String[] arguments) {
        Locale language = Locale.forLanguageTag("vi");
        long seed = District.DEMO_SEED;
        Scale scale = Scale.TENTH;
        try {
            for (int i = 0; i < arguments.length; i++) {
                switch (arguments[i]) {
                    case "--scale" -> scale = Scale.of(value(arguments, ++i));
                    case "--seed" -> seed = Long.parseLong(value(arguments, ++i));
                    case "--lang" -> language = Locale.forLanguageTag(value(arguments, ++i));
                    case "--help" -> {
                        out.println(text(language, "usage"));
                        return OK;
                    }
                    default -> throw new IllegalArgumentException(arguments[i]);
                }
            }
        } catch (IllegalArgumentException e) {
            err.println(text(language, "wrong", e.getMessage()));
            err.println(text(language, "usage"));
            return USAGE;
        }
        return load(new District(seed, scale), language);
    }

    private int load(District district, Locale language) {
        try {
            var loader = new DistrictLoader(admin());
            DistrictLoader.Loaded loaded = loader.load(district, done -> out.println(text(language, "progress", done)));
            double seconds = loaded.time().toMillis() / 1000.0;
            out.println(
                    loaded.written() == 0
                            ? text(language, "there")
                            : text(language, "loaded", loaded.written(), loaded.alreadyThere(), seconds));
            return OK;
        } catch (DirectoryException e) {
            err.println(text(language, "failed", e.getMessage()));
            return FAILED;
        }
    }

    private LdapEndpoint admin() {
        String base = environment.getOrDefault("KHUE_LDAP_BASE", "dc=khue,dc=edu,dc=vn");
        String secrets = environment.get("KHUE_SECRETS");
        if (secrets == null) {
            throw new DirectoryException(
                    DirectoryException.Reason.ACCESS_DENIED,
                    "expected the environment variable KHUE_SECRETS, found none; ./khue up sets it");
        }
        return LdapEndpoint.of(
                environment.getOrDefault("KHUE_LDAP_URL", "ldap://localhost:1389"),
                base,
                "cn=admin," + base,
                new SecretFiles(Path.of(secrets)).read("ldap-admin"));
    }

    private static String value(String[] arguments, int index) {
        if (index >= arguments.length) {
            throw new IllegalArgumentException(arguments[index - 1]);
        }
        return arguments[index];
    }

    private static String text(Locale language, String key, Object... values) {
        var bundle = ResourceBundle.getBundle(
                "vn.khue.district.load",
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new MessageFormat(bundle.getString(key), language).format(values);
    }
}
