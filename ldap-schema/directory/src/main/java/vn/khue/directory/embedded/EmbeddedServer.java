package vn.khue.directory.embedded;

import com.unboundid.ldap.listener.LDAPListener;
import com.unboundid.ldap.listener.LDAPListenerConfig;
import com.unboundid.ldap.listener.LDAPListenerRequestHandler;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.schema.Schema;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.access.AccessRules;
import vn.khue.directory.ldap.Tree;
import vn.khue.directory.rules.UniqueDomain;
import vn.khue.directory.rules.ValueRules;
import vn.khue.directory.schema.SchemaFiles;
import vn.khue.directory.schema.SchemaInMemory;
import vn.khue.directory.schema.Templates;

/**
 * The running embedded directory. Listens on loopback only. What it has acknowledged is on the disk. Thread-safe.
 */
public final class EmbeddedServer implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 200;
    private static final int MAX_MESSAGE_BYTES = 256 * 1024;

    private final LDAPListener listener;
    private final DirectoryEntries entries;
    private final int entriesAtStart;

    private EmbeddedServer(LDAPListener listener, DirectoryEntries entries, int entriesAtStart) {
        this.listener = listener;
        this.entries = entries;
        this.entriesAtStart = entriesAtStart;
    }

    /**
     * Reads what is on the disk, makes the branches of the tree that are missing, and listens.
     *
     * @param diskFailed told when a change could not be written; the caller must then end the process, because memory is ahead of the
     *     disk
     * @throws DirectoryException with reason UNAVAILABLE if the folder or port cannot be used, UNREADABLE if the data are damaged
     */
    public static EmbeddedServer start(EmbeddedSettings settings, Consumer<IOException> diskFailed) {
        var tree = new Tree(settings.base());
        var files = new SchemaFiles();
        Schema schema = SchemaInMemory.load(files);
        var rules = AccessRules.load(files, tree.base(), schema);
        Clock clock = Clock.systemUTC();
        DirectoryEntries entries;
        try {
            entries = new DirectoryEntries(
                    schema,
                    ValueRules.load(files, tree.base(), settings.policy()),
                    new UniqueValues(UniqueDomain.load(files, tree.base())),
                    tree.base(),
                    changes -> ChangeStore.open(settings.folder(), changes),
                    clock);
        } catch (CorruptStoreException e) {
            throw new DirectoryException(DirectoryException.Reason.UNREADABLE, e.getMessage(), e);
        } catch (IOException e) {
            throw cannot("to use the folder " + settings.folder(), e);
        }
        try {
            plantBranches(entries, tree, files);
            entries.compact();
            int there = entries.size();
            var people = new PeoplesBinds(entries, rules, new BindLocks(settings.policy(), clock), diskFailed);
            LDAPListenerRequestHandler connections = GuardedConnection.template(
                    entries,
                    new SearchAnswer(entries, schema, tree, rules, SearchLimits.load(files, tree.base())),
                    new ChangeRights(rules),
                    new Accounts(tree, settings.adminPassword(), settings.servicePasswords(), people),
                    people,
                    diskFailed);
            LDAPListener listener = listen(settings.port(), connections);
            return new EmbeddedServer(listener, entries, there);
        } catch (IOException e) {
            closeQuietly(entries, e);
            throw cannot("to listen on 127.0.0.1 port " + settings.port(), e);
        } catch (RuntimeException e) {
            closeQuietly(entries, e);
            throw e;
        }
    }

    /** The port it listens on. */
    public int port() {
        return listener.getListenPort();
    }

    /** Entries that were there when it began to listen. */
    public int entriesAtStart() {
        return entriesAtStart;
    }

    /** Stops listening, ends all connections and closes the files. */
    @Override
    public void close() {
        listener.shutDown(true);
        try {
            entries.close();
        } catch (IOException e) {
            throw cannot("to close the files", e);
        }
    }

    /** Makes the branches that are not there: all in a new folder, and those that an older version did not know. */
    private static void plantBranches(DirectoryEntries entries, Tree tree, SchemaFiles files) throws IOException {
        String dc = tree.base().getRDN().getAttributeValues()[0];
        String ldif = Templates.fill(files.tree(), Map.of("base", tree.base().toString(), "dc", dc));
        try (var reader = new LDIFReader(new ByteArrayInputStream(ldif.getBytes(StandardCharsets.UTF_8)))) {
            for (Entry entry = reader.readEntry(); entry != null; entry = reader.readEntry()) {
                if (entries.read(entry.getParsedDN()).isEmpty()) {
                    entries.add(entry, tree.admin());
                }
            }
        } catch (LDIFException | LDAPException e) {
            throw new DirectoryException(
                    DirectoryException.Reason.UNREADABLE,
                    "expected tree.ldif to fit the schema, found an error; build the whole project",
                    e);
        }
    }

    private static LDAPListener listen(int port, LDAPListenerRequestHandler handler) throws IOException {
        var config = new LDAPListenerConfig(port, handler);
        config.setListenAddress(InetAddress.getLoopbackAddress());
        config.setServerSocketFactory(new GuardedSockets());
        config.setUseReuseAddress(true);
        config.setMaxConnections(MAX_CONNECTIONS);
        config.setMaxMessageSizeBytes(MAX_MESSAGE_BYTES);
        var listener = new LDAPListener(config);
        listener.startListening();
        return listener;
    }

    private static void closeQuietly(DirectoryEntries entries, Exception reason) {
        try {
            entries.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private static DirectoryException cannot(String what, IOException cause) {
        return new DirectoryException(
                DirectoryException.Reason.UNAVAILABLE,
                "expected the embedded directory " + what + ", found: " + cause.getMessage()
                        + "; free it or choose another",
                cause);
    }
}
