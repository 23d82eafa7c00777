<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
<#if section = "header">${msg("khueLogoutTitle")}<#elseif section = "form">
<p>${msg("khueLogoutWhat")}</p>
<form class="stack" action="${url.logoutConfirmAction}" method="post">
<input type="hidden" name="session_code" value="${logoutConfirm.code}">
<button class="btn go fill" name="confirmLogout" id="kc-logout">${msg("doLogout")}</button>
<#if !logoutConfirm.skipLink && (client.baseUrl)?has_content><a class="btn bare fill" href="${client.baseUrl}">${msg("khueStay")}</a></#if>
</form>
</#if>
</@layout.registrationLayout>
