package vn.khue.signing.enrolment;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import vn.khue.pki.DnsName;
import vn.khue.pki.pkcs10.Pkcs10Reader;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;

/**
 * What a person typed to ask for the certificate of a host.
 *
 * @param names one or more to a line, separated by white space, commas or semicolons
 * @param csr PKCS #10 in PEM; blank where the host sends its key itself
 * @param replaces serial number in hexadecimal of the certificate to be followed; blank for a first one
 */
public record HostRequestForm(String names, String csr, String replaces) {
    private static final Pattern BETWEEN = Pattern.compile("[\\s,;]+");
    private static final Pattern SERIAL = Pattern.compile("[0-9A-Fa-f]{1,40}");

    public static HostRequestForm empty() {
        return new HostRequestForm("", "", "");
    }

    /** @param namesWrong what is thrown for a name that is none */
    ServiceCertificates.Wanted wanted(Supplier<SigningException> namesWrong) {
        List<DnsName> hosts = Arrays.stream(BETWEEN.split(names.strip()))
                .filter(name -> !name.isEmpty())
                .map(name -> DnsName.parse(name).orElseThrow(namesWrong))
                .toList();
        Optional<byte[]> request = csr.isBlank()
                ? Optional.empty()
                : Optional.of(Pkcs10Reader.pem(csr).orElseThrow(() -> new SigningException(Refusal.CSR_UNREADABLE)));
        return new ServiceCertificates.Wanted(hosts, request, serial());
    }

    private Optional<BigInteger> serial() {
        String digits = replaces.replaceAll("[:\\s]", "");
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        if (!SERIAL.matcher(digits).matches()) {
            throw new SigningException(Refusal.NOT_FOUND);
        }
        return Optional.of(new BigInteger(digits, 16));
    }
}
