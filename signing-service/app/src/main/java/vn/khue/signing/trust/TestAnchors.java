package vn.khue.signing.trust;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether anchors of class TEST count here.
 *
 * @param allowed false in production, the default: they are neither taken nor loaded (R2.3)
 */
@ConfigurationProperties("khue.signing.test-anchors")
public record TestAnchors(@DefaultValue("false") boolean allowed) {}
