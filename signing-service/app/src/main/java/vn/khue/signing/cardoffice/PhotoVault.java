package vn.khue.signing.cardoffice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;

/**
 * Seals photos with AES-256-GCM (NIST SP 800-38D), a random nonce in front, bound to their person, so that neither a stolen database nor
 * swapped rows show a child's face. The key lies in a file of its own beside the other secrets. Thread-safe.
 */
public final class PhotoVault {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    /** By so much a sealed photo is longer. */
    static final int SEAL_BYTES = NONCE_BYTES + TAG_BITS / 8;

    private final Path keyFile;
    private final SecureRandom random = new SecureRandom();
    private Optional<byte[]> key = Optional.empty();

    /** @param keyFile 32 bytes in Base64; made at the first photo where there is none */
    public PhotoVault(Path keyFile) {
        this.keyFile = keyFile;
    }

    public byte[] seal(UUID person, byte[] photo) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, person).doFinal(photo);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is in every JDK from 17", e);
        }
    }

    /** @throws PkiException fault KEY where key, person or bytes do not belong together */
    public byte[] open(UUID person, byte[] sealed) {
        try {
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), person)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException e) {
            throw new PkiException(
                    Fault.KEY,
                    "a photo sealed with the key in " + keyFile
                            + " expected, found another; put that file back from a backup",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is in every JDK from 17", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, UUID person) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        cipher.init(mode, new SecretKeySpec(key(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(("card-photo|" + person).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private synchronized byte[] key() {
        if (key.isEmpty()) {
            try {
                if (!Files.exists(keyFile)) {
                    make();
                }
                byte[] read =
                        Base64.getDecoder().decode(Files.readString(keyFile).strip());
                if (read.length != KEY_BYTES) {
                    throw new IllegalArgumentException("length");
                }
                key = Optional.of(read);
            } catch (IOException e) {
                throw new PkiException(Fault.KEY, keyFile + " cannot be read or made; check its rights", e);
            } catch (IllegalArgumentException e) {
                throw new PkiException(
                        Fault.KEY,
                        KEY_BYTES + " bytes in Base64 expected in " + keyFile
                                + ", found something else; put it back from a backup",
                        e);
            }
        }
        return key.get();
    }

    /** Whoever comes second takes what the first wrote. */
    private void make() throws IOException {
        byte[] made = new byte[KEY_BYTES];
        random.nextBytes(made);
        Path whole = keyFile.resolveSibling(keyFile.getFileName() + "." + UUID.randomUUID());
        Files.createFile(whole, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(whole, Base64.getEncoder().encodeToString(made) + "\n");
            Files.createLink(keyFile, whole);
        } catch (FileAlreadyExistsException second) {
            // What is there counts.
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}
