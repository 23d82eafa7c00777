<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
<#if section = "header">${msg("khueCardTitle")}<#elseif section = "form">
<p class="hint">${msg("khueCardWhat")}</p>
<#if khueCard??><a class="btn go fill" id="khue-card" href="${layout.card(khueCard)}">${msg("khueCardAgain")}</a></#if>
<a class="btn bare fill" href="${url.loginRestartFlowUrl}">${msg("khueBadgePassword")}</a>
<p class="hint">${msg("khueCardStuck")}</p>
</#if>
</@layout.registrationLayout>
