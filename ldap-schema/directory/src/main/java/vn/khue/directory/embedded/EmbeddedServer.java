package vn.khue.directory.embedded;

import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryRequestHandler;
import com.unboundid.ldap.listener.LDAPListener;
import com.unboundid.ldap.listener.LDAPListenerConfig;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.ldap.Tree;
import vn.khue.directory.schema.SchemaFiles;
import vn.khue.directory.schema.SchemaInMemory;
import vn.khue.directory.schema.Templates;

/**
 * The running embedded directory. Listens on loopback only. What it has acknowledged is on the disk. Thread-safe.
 */
public final class EmbeddedServer implements AutoCloseable {

    /** Attributes by which entries are looked up; the same as in config.ldif, without the classes, which are few. */
    private static final String[] INDEXED = {
        "entryUUID",
        "uid",
        "mail",
        "khueId",
        "khuePerson",
        "khueChild",
        "khueUnitId",
        "khueUnit",
        "khueUnitKind",
        "khueParentUnit",
        "khueChildUnit",
        "khueClassId",
        "khueClass",
        "khueSchool"
    };

    private static final int MAX_CONNECTIONS = 200;
    private static final int MAX_MESSAGE_BYTES = 256 * 1024;

    private final LDAPListener listener;
    private final ChangeStore store;
    private final int entriesAtStart;

    private EmbeddedServer(LDAPListener listener, ChangeStore store, int entriesAtStart) {
        this.listener = listener;
        this.store = store;
        this.entriesAtStart = entriesAtStart;
    }

    /**
     * Reads what is on the disk, makes the branches of the tree where the folder is new, and listens.
     *
     * @param diskFailed told once when a change could not be written; the caller must then end the process, because memory is ahead
     *     of the disk
     * @throws DirectoryException with reason UNAVAILABLE if the folder or port cannot be used, UNREADABLE if the data are damaged
     */
    public static EmbeddedServer start(EmbeddedSettings settings, Consumer<IOException> diskFailed) {
        var tree = new Tree(settings.base());
        var files = new SchemaFiles();
        var restored = new RestoredEntries();
        ChangeStore store;
        try {
            store = ChangeStore.open(settings.folder(), restored::apply);
        } catch (CorruptStoreException e) {
            throw new DirectoryException(DirectoryException.Reason.UNREADABLE, e.getMessage(), e);
        } catch (IOException e) {
            throw cannotStart("to use the folder " + settings.folder(), e);
        }
        try {
            InMemoryRequestHandler entries = inMemory(tree, files);
            for (Entry entry : restored.inOrder()) {
                entries.addEntry(entry, true);
            }
            plantBranches(entries, store, tree, files);
            var changes = new DurableChanges(entries, store);
            changes.compactIfWanted();
            var accounts = new Accounts(tree, settings.adminPassword(), settings.servicePasswords());
            var listener = listen(settings.port(), new GuardedConnection(entries, changes, accounts, diskFailed));
            return new EmbeddedServer(listener, store, entries.countEntries(false));
        } catch (LDAPException e) {
            closeQuietly(store, e);
            throw new DirectoryException(
                    DirectoryException.Reason.UNREADABLE,
                    "expected entries on disk that fit the schema, found " + e.getResultCode()
                            + "; start with the release that wrote them",
                    e);
        } catch (IOException e) {
            closeQuietly(store, e);
            throw cannotStart("to listen on 127.0.0.1 port " + settings.port(), e);
        } catch (RuntimeException e) {
            closeQuietly(store, e);
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
            store.close();
        } catch (IOException e) {
            throw cannotStart("to close the files", e);
        }
    }

    private static InMemoryRequestHandler inMemory(Tree tree, SchemaFiles files) throws LDAPException {
        var config = new InMemoryDirectoryServerConfig(tree.base());
        config.setSchema(SchemaInMemory.load(files));
        config.setEnforceAttributeSyntaxCompliance(true);
        config.setEnforceSingleStructuralObjectClass(true);
        config.setGenerateOperationalAttributes(true);
        config.setEqualityIndexAttributes(INDEXED);
        config.setMaxChangeLogEntries(0);
        return new InMemoryRequestHandler(config);
    }

    private static void plantBranches(InMemoryRequestHandler entries, ChangeStore store, Tree tree, SchemaFiles files)
            throws LDAPException, IOException {
        if (entries.countEntries(false) > 0) {
            return;
        }
        String dc = tree.base().getRDN().getAttributeValues()[0];
        String ldif = Templates.fill(files.tree(), Map.of("base", tree.base().toString(), "dc", dc));
        ChangeStore.Ticket last = null;
        try (var reader = new LDIFReader(new ByteArrayInputStream(ldif.getBytes(StandardCharsets.UTF_8)))) {
            for (Entry entry = reader.readEntry(); entry != null; entry = reader.readEntry()) {
                entries.addEntry(entry, false);
                last = store.append(new Change.Put(entries.getEntry(entry.getDN())));
            }
        } catch (LDIFException e) {
            throw new IOException("expected tree.ldif to be LDIF; build the whole project", e);
        }
        if (last != null) {
            last.awaitDurable();
        }
    }

    private static LDAPListener listen(int port, GuardedConnection handler) throws IOException {
        var config = new LDAPListenerConfig(port, handler);
        config.setListenAddress(InetAddress.getLoopbackAddress());
        config.setUseReuseAddress(true);
        config.setMaxConnections(MAX_CONNECTIONS);
        config.setMaxMessageSizeBytes(MAX_MESSAGE_BYTES);
        var listener = new LDAPListener(config);
        listener.startListening();
        return listener;
    }

    private static void closeQuietly(ChangeStore store, Exception reason) {
        try {
            store.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private static DirectoryException cannotStart(String what, IOException cause) {
        return new DirectoryException(
                DirectoryException.Reason.UNAVAILABLE,
                "expected the embedded directory " + what + ", found: " + cause.getMessage()
                        + "; free it or choose another",
                cause);
    }
}
