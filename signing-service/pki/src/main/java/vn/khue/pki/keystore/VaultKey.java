package vn.khue.pki.keystore;

import java.security.PublicKey;

/** A key that a vault holds: its name, its kind and its public half. */
public record VaultKey(KeyId id, KeySpec spec, PublicKey publicKey) {}
