// Uses a sandbox through Heroku's own Go client and prints as JSON what it saw.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"time"

	heroku "github.com/heroku/heroku-go/v6"
)

const (
	apps     = 450
	pageSize = 200
)

type report struct {
	FirstApp    string            `json:"firstApp"`
	Pages       []int             `json:"pages"`
	Apps        int               `json:"apps"`
	LastNames   []string          `json:"lastNames"`
	ConfigVars  map[string]string `json:"configVars"`
	Formation   map[string]string `json:"formation"`
	AddOnStates []string          `json:"addOnStates"`
	Domain      string            `json:"domain"`
	DNSTarget   string            `json:"dnsTarget"`
	Releases    []string          `json:"releases"`
	Refusal     refusal           `json:"refusal"`
}

type refusal struct {
	Status  int    `json:"status"`
	ID      string `json:"id"`
	Message string `json:"message"`
}

func main() {
	log.SetFlags(0)
	seen, err := use(os.Getenv("HEROKU_API_URL"), os.Getenv("HEROKU_API_KEY"))
	if err != nil {
		log.Fatal(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(seen); err != nil {
		log.Fatal(err)
	}
}

func use(url, key string) (*report, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	// As Terraform's provider does: no user, the key as password.
	client := heroku.NewService(&http.Client{Transport: &heroku.Transport{Password: key}})
	client.URL = url
	seen := &report{}
	steps := []func(context.Context, *heroku.Service, *report) error{
		createApps, listApps, setConfigVars, scale, addDatabase, addDomain, listReleases, provokeRefusal,
	}
	for _, step := range steps {
		if err := step(ctx, client, seen); err != nil {
			return nil, err
		}
	}
	return seen, nil
}

func name(number int) string { return fmt.Sprintf("shop-%03d", number) }

func createApps(ctx context.Context, client *heroku.Service, seen *report) error {
	for number := 1; number <= apps; number++ {
		wanted := name(number)
		app, err := client.AppCreate(ctx, heroku.AppCreateOpts{Name: &wanted})
		if err != nil {
			return fmt.Errorf("create %s: %w", wanted, err)
		}
		if number == 1 {
			seen.FirstApp = app.Name
		}
	}
	return nil
}

// The client leaves paging to its user: each page begins behind the last one's end.
func listApps(ctx context.Context, client *heroku.Service, seen *report) error {
	known := map[string]bool{}
	page := &heroku.ListRange{Field: "id", Max: pageSize}
	for {
		listed, err := client.AppList(ctx, page)
		if err != nil {
			return fmt.Errorf("list apps from %q: %w", page.FirstID, err)
		}
		for _, app := range listed {
			known[app.ID] = true
		}
		seen.Pages = append(seen.Pages, len(listed))
		if len(listed) < pageSize {
			break
		}
		page.FirstID = "]" + listed[len(listed)-1].ID
	}
	seen.Apps = len(known)
	last, err := client.AppList(ctx, &heroku.ListRange{Field: "name", Max: 2, Descending: true})
	for _, app := range last {
		seen.LastNames = append(seen.LastNames, app.Name)
	}
	return err
}

func setConfigVars(ctx context.Context, client *heroku.Service, seen *report) error {
	value := "one"
	if _, err := client.ConfigVarUpdate(ctx, name(1), map[string]*string{"S3_KEY": &value, "OTHER": &value}); err != nil {
		return fmt.Errorf("set config vars: %w", err)
	}
	left, err := client.ConfigVarUpdate(ctx, name(1), map[string]*string{"OTHER": nil})
	seen.ConfigVars = map[string]string{}
	for key, value := range left {
		seen.ConfigVars[key] = *value
	}
	return err
}

func scale(ctx context.Context, client *heroku.Service, seen *report) error {
	commit := "0123456789abcdef"
	processes := map[string]string{"web": "serve", "worker": "work"}
	slug, err := client.SlugCreate(ctx, name(1), heroku.SlugCreateOpts{ProcessTypes: processes, Commit: &commit})
	if err != nil {
		return fmt.Errorf("create slug: %w", err)
	}
	if _, err := client.ReleaseCreate(ctx, name(1), heroku.ReleaseCreateOpts{Slug: slug.ID}); err != nil {
		return fmt.Errorf("release: %w", err)
	}
	var wanted heroku.FormationBatchUpdateOpts
	sizes := `{"updates": [{"type": "web", "quantity": 2, "dyno_size": {"name": "standard-1x"}},
		{"type": "worker", "quantity": 1, "dyno_size": {"name": "standard-2x"}}]}`
	if err := json.Unmarshal([]byte(sizes), &wanted); err != nil {
		return err
	}
	scaled, err := client.FormationBatchUpdate(ctx, name(1), wanted)
	seen.Formation = map[string]string{}
	for _, process := range scaled {
		seen.Formation[process.Type] = fmt.Sprintf("%d %s", process.Quantity, process.DynoSize.Name)
	}
	return err
}

func addDatabase(ctx context.Context, client *heroku.Service, seen *report) error {
	made, err := client.AddOnCreate(ctx, name(1), heroku.AddOnCreateOpts{Plan: "heroku-postgresql:essential-0"})
	if err != nil {
		return fmt.Errorf("create add-on: %w", err)
	}
	seen.AddOnStates = []string{made.State}
	for made.State != "provisioned" {
		time.Sleep(20 * time.Millisecond)
		if made, err = client.AddOnInfo(ctx, made.ID); err != nil {
			return fmt.Errorf("look at add-on: %w", err)
		}
	}
	seen.AddOnStates = append(seen.AddOnStates, made.State)
	return nil
}

func addDomain(ctx context.Context, client *heroku.Service, seen *report) error {
	added, err := client.DomainCreate(ctx, name(1), heroku.DomainCreateOpts{Hostname: "www.example.com"})
	if err != nil {
		return fmt.Errorf("add domain: %w", err)
	}
	seen.Domain = added.Hostname
	for added.CName == nil {
		time.Sleep(20 * time.Millisecond)
		if added, err = client.DomainInfo(ctx, name(1), added.ID); err != nil {
			return fmt.Errorf("look at domain: %w", err)
		}
	}
	seen.DNSTarget = *added.CName
	return nil
}

func listReleases(ctx context.Context, client *heroku.Service, seen *report) error {
	listed, err := client.ReleaseList(ctx, name(1), &heroku.ListRange{Field: "version", Max: 3, Descending: true})
	for _, release := range listed {
		seen.Releases = append(seen.Releases, release.Description)
	}
	return err
}

func provokeRefusal(ctx context.Context, client *heroku.Service, seen *report) error {
	taken := name(1)
	_, err := client.AppCreate(ctx, heroku.AppCreateOpts{Name: &taken})
	var refused heroku.Error
	if !errors.As(err, &refused) {
		return fmt.Errorf("a name that is taken was not refused: %v", err)
	}
	seen.Refusal = refusal{refused.StatusCode, refused.ID, refused.Error()}
	return nil
}
