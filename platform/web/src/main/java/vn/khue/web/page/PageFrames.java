package vn.khue.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;
import vn.khue.web.login.SignedInPersons;

/** Gives every page its {@link PageFrame}. */
public final class PageFrames implements HandlerInterceptor {

    private static final List<String> HOUSE = List.of("khue.css", "pages.css");

    private final String app;
    private final Assets assets;
    private final SignedInPersons persons;
    private final LocaleResolver language;
    private final List<String> sheets;

    public PageFrames(String app, Assets assets, SignedInPersons persons, LocaleResolver language) {
        this.app = app;
        this.assets = assets;
        this.persons = persons;
        this.language = language;
        this.sheets = assets.all().stream()
                .map(Assets.Asset::name)
                .filter(name -> name.endsWith(".css") && !HOUSE.contains(name))
                .toList();
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, ModelAndView page) {
        String view = page == null ? null : page.getViewName();
        if (view != null && !view.startsWith("redirect:")) {
            page.addObject("khue", frame(request));
        }
    }

    /** The frame of the page that answers this request. */
    public PageFrame frame(HttpServletRequest request) {
        String other = "en".equals(language.resolveLocale(request).getLanguage()) ? "vi" : "en";
        return new PageFrame(app, persons.of(request), path(request), other, sheets, assets);
    }

    private static String path(HttpServletRequest request) {
        boolean again =
                "GET".equals(request.getMethod()) && request.getAttribute("jakarta.servlet.error.status_code") == null;
        if (!again) {
            return "";
        }
        String query = Optional.ofNullable(request.getQueryString()).stream()
                .flatMap(all -> Arrays.stream(all.split("&")))
                .filter(each -> !each.startsWith("lang="))
                .collect(Collectors.joining("&"));
        return request.getRequestURI() + (query.isEmpty() ? "" : "?" + query);
    }
}
