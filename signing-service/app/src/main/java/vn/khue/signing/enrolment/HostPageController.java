package vn.khue.signing.enrolment;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import vn.khue.directory.Unit;
import vn.khue.signing.authority.ServiceAddress;
import vn.khue.signing.document.PageOf;
import vn.khue.signing.page.Navigation;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;

/** The same as {@link ServiceCertificateController} as pages: what was asked for hosts, asking, and deciding. */
@Controller
@RequestMapping("/hosts")
public class HostPageController {
    private static final String PAGE = "/hosts";

    private final ServiceCertificates office;
    private final HostKeys keys;
    private final EnrolmentPolicy policy;
    private final Directory directory;
    private final ActingPeople people;
    private final RightsGate rights;
    private final Navigation navigation;
    private final ServiceAddress address;

    public HostPageController(
            ServiceCertificates office,
            HostKeys keys,
            EnrolmentPolicy policy,
            Directory directory,
            ActingPeople people,
            RightsGate rights,
            Navigation navigation,
            ServiceAddress address) {
        this.office = office;
        this.keys = keys;
        this.policy = policy;
        this.directory = directory;
        this.people = people;
        this.rights = rights;
        this.navigation = navigation;
        this.address = address;
    }

    /** Requests, those that wait first, and the certificates of the acting unit. */
    @GetMapping
    public String list(ActingPerson person, @RequestParam(defaultValue = "1") int page, Model model) {
        PageOf<ServiceRequest> list = office.list(person, Math.max(1, page));
        model.addAttribute("navTabs", navigation.of(person, PAGE));
        model.addAttribute(
                "list", new PageOf<>(list.rows().stream().map(RequestView::of).toList(), list.number(), list.total()));
        model.addAttribute(
                "unitNames",
                list.rows().stream()
                        .map(ServiceRequest::unit)
                        .distinct()
                        .collect(Collectors.toMap(Function.identity(), this::unitName)));
        model.addAttribute("certificates", office.certificates(person, person.unit()));
        model.addAttribute("may", mayAsk(person));
        model.addAttribute("authority", HostKeys.AUTHORITY);
        return "signing/hosts";
    }

    private boolean mayAsk(ActingPerson person) {
        return rights.may(person, SigningAction.REQUEST_SERVICE_CERTIFICATE, new Subject.OfUnit(person.unit()));
    }

    @GetMapping("/new")
    public String form(ActingPerson person, @RequestParam(defaultValue = "") String replaces, Model model) {
        rights.require(person, SigningAction.REQUEST_SERVICE_CERTIFICATE, new Subject.OfUnit(person.unit()));
        return form(new HostRequestForm("", "", replaces.matches("[0-9A-Fa-f]{1,40}") ? replaces : ""), null, model);
    }

    private String form(HostRequestForm typed, SigningException failure, Model model) {
        model.addAttribute("navTabs", List.of());
        model.addAttribute("typed", typed);
        model.addAttribute("failure", failure);
        model.addAttribute("most", policy.mostNames());
        return "signing/host-request";
    }

    @PostMapping("/new")
    public String ask(
            ActingPerson person,
            @RequestParam(defaultValue = "") String names,
            @RequestParam(defaultValue = "") String csr,
            @RequestParam(defaultValue = "") String replaces,
            Model model,
            HttpServletResponse response) {
        HostRequestForm typed = new HostRequestForm(names, csr, replaces);
        try {
            return "redirect:/hosts/"
                    + office.request(person, typed.wanted(keys::namesWrong)).id();
        } catch (SigningException failure) {
            if (failure.refusal().status() == 403) {
                throw failure;
            }
            response.setStatus(failure.refusal().status());
            return form(typed, failure, model);
        }
    }

    @GetMapping("/{id}")
    public String one(ActingPerson person, @PathVariable UUID id, Model model) {
        return show(person, office.read(person, id), model);
    }

    private String show(ActingPerson person, ServiceRequest request, Model model) {
        Subject subject = request.subject();
        RequestState state = request.state();
        boolean approved = state instanceof RequestState.Approved;
        boolean open = state instanceof RequestState.Open;
        model.addAttribute("navTabs", navigation.of(person, PAGE));
        model.addAttribute("request", RequestView.of(request));
        model.addAttribute("unitName", unitName(request.unit()));
        model.addAttribute("names", names(request));
        model.addAttribute("authority", HostKeys.AUTHORITY);
        model.addAttribute("own", request.applicant().equals(person.id()));
        model.addAttribute(
                "mayApprove",
                state instanceof RequestState.Requested
                        && rights.may(person, SigningAction.APPROVE_SERVICE_CERTIFICATE, subject));
        model.addAttribute(
                "mayIssue", approved && rights.may(person, SigningAction.ISSUE_SERVICE_CERTIFICATE, subject));
        model.addAttribute("mayRefuse", open && rights.may(person, SigningAction.REFUSE_SERVICE_CERTIFICATE, subject));
        model.addAttribute(
                "maySecret",
                approved
                        && request.proof().isEmpty()
                        && request.unit().equals(person.unit())
                        && rights.may(person, SigningAction.REQUEST_SERVICE_CERTIFICATE, subject));
        return "signing/host";
    }

    /** Who asked and decided, by id; who is no longer in the directory is named by the id. */
    private Map<UUID, String> names(ServiceRequest request) {
        RequestView view = RequestView.of(request);
        return Stream.of(view.applicant(), view.approvedBy(), view.issuedBy(), view.refusedBy())
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(),
                        id -> directory
                                .person(id)
                                .map(found -> found.name().full())
                                .orElse(id.toString())));
    }

    @PostMapping("/{id}/approve")
    public String approve(ActingPerson person, @PathVariable UUID id) {
        office.approve(person, id);
        return "redirect:/hosts/" + id;
    }

    @PostMapping("/{id}/issue")
    public String issue(ActingPerson person, @PathVariable UUID id) {
        office.issue(person, id);
        return "redirect:/hosts/" + id;
    }

    @PostMapping("/{id}/refuse")
    public String refuse(ActingPerson person, @PathVariable UUID id, @RequestParam(defaultValue = "") String reason) {
        office.refuse(person, id, reason);
        return "redirect:/hosts/" + id;
    }

    /** The secret is on this one answer and nowhere else, so it is not led on to another page. */
    @PostMapping("/{id}/secret")
    public String secret(ActingPerson person, @PathVariable UUID id, Model model, HttpServletResponse response) {
        EnrolmentSecrets.Shown shown = office.secret(person, id);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        model.addAttribute("navTabs", List.of());
        model.addAttribute("shown", shown);
        model.addAttribute("est", address.of("/.well-known/est"));
        return "signing/host-secret";
    }

    private String unitName(String unit) {
        return directory
                .unit(unit)
                .flatMap((Unit found) -> found.nameOn(people.today()))
                .orElse(unit);
    }
}
