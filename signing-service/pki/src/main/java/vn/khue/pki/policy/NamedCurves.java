package vn.khue.pki.policy;

import java.security.spec.ECParameterSpec;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/** Recognises NIST curves by all their parameters, so that explicit parameters cannot smuggle in another generator. */
final class NamedCurves {
    private NamedCurves() {}

    static Optional<String> nameOf(ECParameterSpec spec) {
        String name =
                switch (spec.getOrder().bitLength()) {
                    case 256 -> "P-256";
                    case 384 -> "P-384";
                    case 521 -> "P-521";
                    default -> null;
                };
        return Optional.ofNullable(name).filter(n -> same(spec, CustomNamedCurves.getByName(n)));
    }

    private static boolean same(ECParameterSpec spec, X9ECParameters known) {
        return spec.getCofactor() == 1
                && spec.getOrder().equals(known.getN())
                && spec.getCurve().getA().equals(known.getCurve().getA().toBigInteger())
                && spec.getCurve().getB().equals(known.getCurve().getB().toBigInteger())
                && spec.getGenerator()
                        .getAffineX()
                        .equals(known.getG().getAffineXCoord().toBigInteger())
                && spec.getGenerator()
                        .getAffineY()
                        .equals(known.getG().getAffineYCoord().toBigInteger());
    }
}
