package vn.khue.signing.authorisation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.khue.signature.pades.PadesLevel;

/**
 * Numbers of signing that a policy profile sets (architecture decision 7), profile {@code VN-2026}.
 *
 * @param authorisationLife how long one step-up may be used; research/law.md sets no number, 10 minutes is ours
 * @param documentsPerAuthorisation most documents one step-up may sign
 * @param largestFile bytes of one upload
 * @param personLevel PAdES level of the authorised person's signature (R2.13: with revocation data)
 * @param sealLevel PAdES level of the organisation's signature; B_LTA adds a second timestamp for what is kept long
 */
@ConfigurationProperties("khue.signing.policy")
public record SigningPolicy(
        @DefaultValue("10m") Duration authorisationLife,
        @DefaultValue("50") int documentsPerAuthorisation,
        @DefaultValue("52428800") long largestFile,
        @DefaultValue("B_LT") PadesLevel personLevel,
        @DefaultValue("B_LT") PadesLevel sealLevel) {}
