package vn.khue.signing.wallet;

import java.util.Optional;
import java.util.UUID;

/**
 * What an access token of the gate says.
 *
 * @param person Khuê id
 * @param client the wallet's client at the gate
 * @param offer the offer that was taken; empty where the person signed in
 */
record WalletToken(UUID person, Optional<String> client, Optional<UUID> offer) {}
