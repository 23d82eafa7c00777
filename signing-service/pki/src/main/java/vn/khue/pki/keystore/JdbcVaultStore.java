package vn.khue.pki.keystore;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import vn.khue.pki.store.Connections;

/** Keeps wrapped keys in PostgreSQL, tables {@code pki_vault} and {@code pki_vault_key}. */
public final class JdbcVaultStore implements VaultStore {
    private final String vault;
    private final Connections connections;

    /** @param vault name of the vault; several may share a database */
    public JdbcVaultStore(String vault, Connections connections) {
        this.vault = vault;
        this.connections = connections;
    }

    @Override
    public Optional<VaultHeader> header() {
        return connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement(
                    "select memory_kib, iterations, lanes, salt, wrapped_master from pki_vault where name = ?")) {
                s.setString(1, vault);
                try (ResultSet r = s.executeQuery()) {
                    return r.next() ? Optional.of(header(r)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public VaultHeader create(VaultHeader header) {
        connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement("insert into pki_vault"
                    + " (name, memory_kib, iterations, lanes, salt, wrapped_master) values (?, ?, ?, ?, ?, ?)"
                    + " on conflict (name) do nothing")) {
                s.setString(1, vault);
                s.setInt(2, header.kdf().memoryKib());
                s.setInt(3, header.kdf().iterations());
                s.setInt(4, header.kdf().lanes());
                s.setBytes(5, header.salt());
                s.setBytes(6, header.wrappedMaster());
                return s.executeUpdate();
            }
        });
        return header().orElseThrow();
    }

    @Override
    public void replace(VaultHeader header) {
        connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement("update pki_vault set memory_kib = ?, iterations = ?,"
                    + " lanes = ?, salt = ?, wrapped_master = ? where name = ?")) {
                s.setInt(1, header.kdf().memoryKib());
                s.setInt(2, header.kdf().iterations());
                s.setInt(3, header.kdf().lanes());
                s.setBytes(4, header.salt());
                s.setBytes(5, header.wrappedMaster());
                s.setString(6, vault);
                return s.executeUpdate();
            }
        });
    }

    @Override
    public void add(WrappedKey key) {
        connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement(
                    "insert into pki_vault_key" + " (vault, id, spec, public_key, wrapped) values (?, ?, ?, ?, ?)")) {
                s.setString(1, vault);
                s.setObject(2, key.id().value());
                s.setString(3, key.spec().name());
                s.setBytes(4, key.publicKey());
                s.setBytes(5, key.wrapped());
                return s.executeUpdate();
            }
        });
    }

    @Override
    public Optional<WrappedKey> find(KeyId id) {
        return connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement(
                    "select spec, public_key, wrapped from pki_vault_key where vault = ? and id = ?")) {
                s.setString(1, vault);
                s.setObject(2, id.value());
                try (ResultSet r = s.executeQuery()) {
                    return r.next()
                            ? Optional.of(
                                    new WrappedKey(id, KeySpec.valueOf(r.getString(1)), r.getBytes(2), r.getBytes(3)))
                            : Optional.empty();
                }
            }
        });
    }

    @Override
    public void remove(KeyId id) {
        connections.with(c -> {
            try (PreparedStatement s = c.prepareStatement("delete from pki_vault_key where vault = ? and id = ?")) {
                s.setString(1, vault);
                s.setObject(2, id.value());
                return s.executeUpdate();
            }
        });
    }

    private static VaultHeader header(ResultSet r) throws SQLException {
        return new VaultHeader(new KdfParameters(r.getInt(1), r.getInt(2), r.getInt(3)), r.getBytes(4), r.getBytes(5));
    }
}
