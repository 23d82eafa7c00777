<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
<#if section = "header">${msg("pageExpiredTitle")}<#elseif section = "form">
<p>${msg("khueExpiredWhat")}</p>
<p><a class="btn go fill" id="loginContinueLink" href="${url.loginAction}">${msg("khueExpiredGoOn")}</a></p>
<p><a class="btn bare fill" id="loginRestartLink" href="${url.loginRestartFlowUrl}">${msg("khueRestart")}</a></p>
</#if>
</@layout.registrationLayout>
