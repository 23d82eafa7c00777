package vn.khue.audit.event;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Which version of Khuê runs, as Maven wrote it into this module's jar. */
final class ModuleVersion {

    private static final String PROPERTIES = "/META-INF/maven/vn.khue/khue-audit-event/pom.properties";

    private ModuleVersion() {}

    /** Empty where the module runs from no jar. */
    static String text() {
        try (InputStream in = ModuleVersion.class.getResourceAsStream(PROPERTIES)) {
            if (in == null) {
                return "";
            }
            Properties values = new Properties();
            values.load(in);
            return PlainText.clean(values.getProperty("version", ""), 64);
        } catch (IOException e) {
            return "";
        }
    }
}
