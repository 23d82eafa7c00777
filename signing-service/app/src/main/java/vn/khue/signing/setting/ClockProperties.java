package vn.khue.signing.setting;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What makes the clock fit to be certified.
 *
 * @param trust what is asked before each time stamp
 */
@ConfigurationProperties("khue.signing.clock")
public record ClockProperties(@DefaultValue("even") Trust trust) {
    /** What is asked. */
    public enum Trust {
        /** That nobody moves the clock while the service runs; whether it is right is the operator's word. */
        EVEN,
        /** Also that the kernel calls it synchronised, within the accuracy that tokens claim. */
        KERNEL
    }
}
