package vn.khue.audit.event;

import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.TreeSet;

/**
 * Makes transports of one kind. Found by {@link ServiceLoader}, so that what only a large installation needs lies on no class path by
 * default; HTTP, which everybody has, needs none.
 */
public interface EventTransportProvider {

    /** Under which settings ask for it. */
    String name();

    /**
     * Need not connect yet.
     *
     * @param source whose events it carries, as they name it
     * @param settings file of its settings
     * @throws RuntimeException saying what is wrong with the settings
     */
    EventTransport open(String source, Path settings);

    /**
     * The provider of that name.
     *
     * @throws AuditEventException if there is none on the class path
     */
    static EventTransportProvider named(String name) {
        TreeSet<String> found = new TreeSet<>();
        found.add("http");
        for (EventTransportProvider each :
                ServiceLoader.load(EventTransportProvider.class, EventTransportProvider.class.getClassLoader())) {
            if (each.name().equals(name)) {
                return each;
            }
            found.add(each.name());
        }
        throw new AuditEventException(
                "Transport of audit events: expected one of " + found + ", found " + PlainText.clean(name, 40)
                        + "; correct the setting, or put the library that has it beside the service");
    }
}
