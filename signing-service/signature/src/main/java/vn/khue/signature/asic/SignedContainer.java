package vn.khue.signature.asic;

import java.nio.file.Path;
import vn.khue.signature.cades.SignedMessage;

/**
 * A container with a signature that was made.
 *
 * @param file the container
 * @param signatureName entry of the new signature
 * @param signature what was made
 */
public record SignedContainer(Path file, String signatureName, SignedMessage signature) {}
