from pipeline.check.corpus import check_corpus


def test_misspelt_domain_suggests_the_corrected_address(build, findings):
    fiches = [
        build.mailed("accueil@pasdecalais.example", name="a", departments=["62"]),
        build.mailed("insertion@pasdecalais.example", name="b", departments=["62"]),
        build.mailed("enfance@pasdecals.example", name="c", departments=["62"]),
    ]
    issues = check_corpus(fiches, findings)
    assert list(issues) == ["c"]
    [issue] = issues["c"]
    assert (issue.code, issue.suggestion) == ("email_domain_misspelt", "enfance@pasdecalais.example")
    assert issue.evidence is not None
    assert issue.evidence.text == "enfance@pasdecals.example"


def test_broken_ending(build, findings):
    fiches = [
        build.mailed("accueil@cg41.example", name="a"),
        build.mailed("accueil@semeurs.example", name="b"),
        build.mailed("enfance@cg41.examplee", name="c"),
    ]
    [issue] = check_corpus(fiches, findings)["c"]
    assert issue.suggestion == "enfance@cg41.example"


def test_different_departments_are_left_alone(build, findings):
    domains = ["cg41", "cg71", "gironde", "departement54", "departement06", "departement13"]
    fiches = [
        build.mailed(f"accueil@{domain}.example", name=f"{domain}-{n}")
        for count, domain in enumerate(domains, start=1)
        for n in range(count)
    ]
    found = {issue.code for issues in check_corpus(fiches, findings).values() for issue in issues}
    assert "email_domain_misspelt" not in found


def test_an_address_shared_in_one_fiche_does_not_make_a_domain_usual(build, findings):
    shared = [build.contact(name, ["lien@jardinerie.example"]) for name in ("Odette Fauconnier", "Colin Moulsac")]
    fiches = [
        build.fiche("Un verger partagé", contacts=shared),
        build.mailed("accueil@jardineries.example", name="c"),
    ]
    assert check_corpus(fiches, findings) == {}


TEXT = "Des bénévoles plantent des arbres fruitiers avec les habitants, puis partagent la récolte à l'automne."


def test_same_action_told_in_two_documents(build, findings):
    first = build.fiche("Le verger du lien", document="r2016", contacts=[], sections=[build.section(TEXT)])
    again = build.fiche("Le verger du lien.", document="r2018", contacts=[], sections=[build.section(TEXT + " Enfin !")])
    issues = check_corpus([first, again], findings)
    assert list(issues) == [again.id]
    assert [issue.code for issue in issues[again.id]] == ["duplicate_fiche"]
    assert first.id in issues[again.id][0].message


def test_three_tellings_all_point_at_the_first(build, findings):
    fiches = [build.fiche(document=document, contacts=[]) for document in ("a", "b", "c")]
    issues = check_corpus(fiches, findings)
    messages = [[issue.message for issue in issues[fiche.id]] for fiche in fiches[1:]]
    assert [(len(found), fiches[0].id in found[0]) for found in messages] == [(1, True), (1, True)]
    assert fiches[0].id not in issues


def test_same_title_is_no_duplicate_by_itself(build, findings):
    here = build.fiche(name="a", contacts=[], sections=[build.section(TEXT)])
    elsewhere = build.fiche(name="b", contacts=[], departments=["25"], sections=[build.section(TEXT)])
    other_text = "Une conseillère reçoit chaque semaine les familles au collège pour préparer l'orientation."
    other_action = build.fiche(name="c", contacts=[], sections=[build.section(other_text)])
    other_title = build.fiche("Les mardis du bois", name="d", contacts=[], sections=[build.section(TEXT)])
    assert check_corpus([here, elsewhere, other_action, other_title], findings) == {}
