package vn.khue.signing.acme;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khue.directory.Directory;
import vn.khue.pki.DnsName;
import vn.khue.signing.document.PageOf;
import vn.khue.signing.enrolment.EnrolmentPolicy;
import vn.khue.signing.enrolment.ServiceNames;
import vn.khue.signing.page.Navigation;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;

/** The same as {@link BindingController} as pages: which hosts fetch their certificates by themselves, and who let them. */
@Controller
@RequestMapping("/hosts/acme")
public class BindingPageController {
    private static final String PAGE = "/hosts";

    private final BindingOffice office;
    private final ServiceNames names;
    private final EnrolmentPolicy policy;
    private final Directory directory;
    private final ActingPeople people;
    private final RightsGate rights;
    private final Navigation navigation;
    private final AcmeAddresses addresses;

    BindingPageController(
            BindingOffice office,
            ServiceNames names,
            EnrolmentPolicy policy,
            Directory directory,
            ActingPeople people,
            RightsGate rights,
            Navigation navigation,
            AcmeAddresses addresses) {
        this.office = office;
        this.names = names;
        this.policy = policy;
        this.directory = directory;
        this.people = people;
        this.rights = rights;
        this.navigation = navigation;
        this.addresses = addresses;
    }

    /**
     * One binding as its reader sees it.
     *
     * @param state one of {@link AcmeBinding.State}
     */
    public record Line(
            UUID id,
            String unit,
            List<String> names,
            UUID askedBy,
            Instant askedAt,
            UUID grantedBy,
            String state,
            boolean mayGrant,
            boolean mayKey,
            boolean mayEnd) {
        public Line {
            names = List.copyOf(names);
        }
    }

    @GetMapping
    public String list(ActingPerson person, @RequestParam(defaultValue = "1") int page, Model model) {
        return list(person, page, null, model);
    }

    private String list(ActingPerson person, int page, SigningException failure, Model model) {
        PageOf<AcmeBinding> list = office.list(person, Math.max(1, page));
        boolean may = rights.may(person, SigningAction.REQUEST_SERVICE_CERTIFICATE, new Subject.OfUnit(person.unit()));
        model.addAttribute("navTabs", navigation.of(person, PAGE));
        model.addAttribute(
                "list",
                new PageOf<>(
                        list.rows().stream()
                                .map(binding -> line(person, binding))
                                .toList(),
                        list.number(),
                        list.total()));
        model.addAttribute("unitNames", named(list.rows().stream().map(AcmeBinding::unit), this::unitName));
        model.addAttribute(
                "personNames",
                named(
                        list.rows().stream()
                                .flatMap(row -> Stream.concat(Stream.of(row.askedBy()), row.grantedBy().stream())),
                        this::personName));
        model.addAttribute("may", may);
        model.addAttribute("failure", failure);
        model.addAttribute("most", policy.mostNames());
        model.addAttribute(
                "approved",
                may ? names.of(person.unit()).stream().map(DnsName::text).toList() : List.of());
        model.addAttribute("directoryAddress", addresses.of("/directory"));
        return "signing/acme";
    }

    private Line line(ActingPerson person, AcmeBinding binding) {
        boolean open = binding.state() != AcmeBinding.State.ENDED;
        return new Line(
                binding.id(),
                binding.unit(),
                binding.names().stream().map(DnsName::text).toList(),
                binding.askedBy(),
                binding.askedAt(),
                binding.grantedBy().orElse(null),
                binding.state().name(),
                binding.state() == AcmeBinding.State.ASKED
                        && rights.may(person, SigningAction.ISSUE_SERVICE_CERTIFICATE, binding.subject()),
                binding.state() == AcmeBinding.State.GRANTED
                        && binding.unit().equals(person.unit())
                        && rights.may(person, SigningAction.REQUEST_SERVICE_CERTIFICATE, binding.subject()),
                open && rights.may(person, SigningAction.END_ACME_BINDING, binding.subject()));
    }

    private static <T> Map<T, String> named(Stream<T> ids, Function<T, String> name) {
        return ids.distinct().collect(Collectors.toMap(Function.identity(), name));
    }

    private String unitName(String unit) {
        return directory
                .unit(unit)
                .flatMap(found -> found.nameOn(people.today()))
                .orElse(unit);
    }

    private String personName(UUID id) {
        return directory.person(id).map(found -> found.name().full()).orElse(id.toString());
    }

    @PostMapping
    public String ask(
            ActingPerson person,
            @RequestParam(name = "name", defaultValue = "") List<String> wanted,
            Model model,
            HttpServletResponse response) {
        try {
            office.ask(
                    person,
                    wanted.stream()
                            .map(name -> DnsName.parse(name)
                                    .orElseThrow(() -> new SigningException(Refusal.NAME_NOT_APPROVED)))
                            .toList());
            return "redirect:/hosts/acme";
        } catch (SigningException failure) {
            if (failure.refusal().status() == 403) {
                throw failure;
            }
            response.setStatus(failure.refusal().status());
            return list(person, 1, failure, model);
        }
    }

    @PostMapping("/{id}/grant")
    public String grant(ActingPerson person, @PathVariable UUID id) {
        office.grant(person, id);
        return "redirect:/hosts/acme";
    }

    @PostMapping("/{id}/end")
    public String end(ActingPerson person, @PathVariable UUID id) {
        office.end(person, id);
        return "redirect:/hosts/acme";
    }

    /** The key is on this one answer and nowhere else, so it is not led on to another page. */
    @PostMapping("/{id}/key")
    public String key(ActingPerson person, @PathVariable UUID id, Model model, HttpServletResponse response) {
        BindingOffice.Key key = office.key(person, id);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        model.addAttribute("navTabs", List.of());
        model.addAttribute("shown", key);
        model.addAttribute("directoryAddress", addresses.of("/directory"));
        return "signing/acme-key";
    }
}
